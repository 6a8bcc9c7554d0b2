/** A line in a list of things that one keeps: what it is, what is known of it, and what can be done with it. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

interface Props {
  title: ReactNode;
  text: ReactNode;
  /** What went wrong with it. */
  error?: string | null;
  /** What was and is no more. */
  isFaint?: boolean;
  children?: ReactNode;
}

export function Row({ title, text, error, isFaint = false, children }: Props) {
  return (
    <Box component="li" sx={ROW}>
      <Box sx={{ flex: '1 1 12rem', minWidth: 0, overflowWrap: 'anywhere' }}>
        <Typography color={isFaint ? 'textSecondary' : undefined} sx={{ fontWeight: 600 }}>
          {title}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {text}
        </Typography>
        {error && (
          <Typography role="alert" variant="body2" color="error">
            {error}
          </Typography>
        )}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', ml: { xs: -2.5, sm: 0 }, mr: { sm: -2.5 } }}>
        {children}
      </Box>
    </Box>
  );
}

const ROW = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  columnGap: 2,
  minHeight: 76,
  py: 1,
  borderBottom: 1,
  borderColor: 'divider',
} as const;
