/** Progress as a running stitch: each step done is a stitch of red thread. */
import Box from '@mui/material/Box';

interface Props {
  done: number;
  goal: number;
  /** Without one it is an ornament, and something else says how far it is. */
  label?: string;
}

export function Stitches({ done, goal, label }: Props) {
  return (
    <Box
      {...(label === undefined
        ? { 'aria-hidden': true }
        : {
            role: 'progressbar',
            'aria-label': label,
            'aria-valuemin': 0,
            'aria-valuemax': goal,
            'aria-valuenow': Math.min(done, goal),
          })}
      sx={{ display: 'grid', gridAutoFlow: 'column', gridAutoColumns: '1fr', gap: '5px', width: 1 }}
    >
      {Array.from({ length: goal }, (_, index) => (
        <Box
          key={index}
          sx={{
            height: 3,
            borderRadius: 2,
            transition: 'background-color 240ms',
            bgcolor: index < done ? 'secondary.main' : 'divider',
          }}
        />
      ))}
    </Box>
  );
}
