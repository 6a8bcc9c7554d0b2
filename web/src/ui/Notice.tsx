/** What a page says when it has nothing to show: what happened, and what can be done about it. */
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  text: string;
  /** Errors are read out at once. */
  isError?: boolean;
  children?: ReactNode;
}

export function Notice({ title, text, isError = false, children }: Props) {
  return (
    <Box
      role={isError ? 'alert' : undefined}
      sx={{ maxWidth: 460, mx: 'auto', py: { xs: 6, md: 10 }, textAlign: 'center' }}
    >
      <Typography variant="h2" component="h2" gutterBottom>
        {title}
      </Typography>
      <Typography color="textSecondary">{text}</Typography>
      {children !== undefined && (
        <Stack
          direction="row"
          useFlexGap
          sx={{ mt: 3, gap: 1.5, flexWrap: 'wrap', justifyContent: 'center' }}
        >
          {children}
        </Stack>
      )}
    </Box>
  );
}
