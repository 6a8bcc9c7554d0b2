/** One of several answers that need a line or two each; a radio button underneath. */
import Box from '@mui/material/Box';

interface Props {
  /** The question that it answers: of one name, one is chosen. */
  name: string;
  isChosen: boolean;
  onChoose: () => void;
  lines: readonly string[];
}

export function Choice({ name, isChosen, onChoose, lines }: Props) {
  const [first, ...more] = lines;
  return (
    <Box component="label" sx={CHOICE}>
      <input type="radio" name={name} checked={isChosen} onChange={onChoose} />
      <span>
        <b>{first}</b>
        {more.length > 0 && <Box component="small">{more.join(', ')}</Box>}
      </span>
    </Box>
  );
}

const CHOICE = {
  display: 'flex',
  alignItems: 'center',
  gap: 1.5,
  minHeight: 56,
  px: 2,
  py: 1,
  border: 1,
  borderColor: 'edge',
  borderRadius: 1,
  cursor: 'pointer',
  '& input': { flex: 'none', width: 20, height: 20, m: 0, accentColor: 'var(--mui-palette-secondary-main)' },
  '& b': { fontWeight: 600 },
  '& small': { display: 'block', typography: 'body2', color: 'text.secondary', overflowWrap: 'anywhere' },
  '&:has(:checked)': {
    borderColor: 'secondary.main',
    boxShadow: 'inset 0 0 0 1px var(--mui-palette-secondary-main)',
  },
} as const;
