/** The one main heading of a page; it names the browser tab too. */
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

export function PageTitle({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <>
      <title>{`${title} · Modiste`}</title>
      <Typography variant="h1" sx={{ mb: children === undefined ? 3 : 1 }}>
        {title}
      </Typography>
      {children !== undefined && (
        <Typography color="textSecondary" sx={{ mb: 3 }}>
          {children}
        </Typography>
      )}
    </>
  );
}
