/** One part of a long page, under its own heading. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { type ReactNode, useId } from 'react';

interface Props {
  title: string;
  text?: ReactNode;
  children: ReactNode;
}

export function Part({ title, text, children }: Props) {
  const id = useId();
  return (
    <Box component="section" aria-labelledby={id} sx={PART}>
      <Typography id={id} variant="h2" sx={{ mb: text === undefined ? 2.5 : 0.75 }}>
        {title}
      </Typography>
      {text !== undefined && (
        <Typography color="textSecondary" sx={{ mb: 2.5, maxWidth: '56ch' }}>
          {text}
        </Typography>
      )}
      {children}
    </Box>
  );
}

const PART = {
  pt: { xs: 4, md: 5 },
  mt: { xs: 4, md: 5 },
  borderTop: 1,
  borderColor: 'divider',
  '&:first-of-type': { pt: 0, mt: { xs: 3, md: 4 }, borderTop: 0 },
} as const;
