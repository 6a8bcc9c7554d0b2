/** What surrounds the parts of something: the way between them at the side, or back to the first on a phone. */
import Box from '@mui/material/Box';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { ReactNode } from 'react';
import { BackLink } from './BackLink';
import { type PartLink, PartList } from './PartList';

interface Props {
  label: string;
  /** The first one, which on a phone holds the list of the others. */
  first: PartLink;
  parts: readonly PartLink[];
  isFirst?: boolean;
  /** How wide what stands beside the list may be. */
  width?: number;
  children: ReactNode;
}

export function PartsFrame({ label, first, parts, isFirst = false, width = 680, children }: Props) {
  const isWide = useMediaQuery('(min-width: 900px)', { noSsr: true });
  if (!isWide) {
    return (
      <Box>
        {!isFirst && <BackLink to={first.to}>{first.label}</BackLink>}
        {children}
      </Box>
    );
  }
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: `260px minmax(0, ${width}px)`,
        columnGap: { xs: 5, lg: 10 },
      }}
    >
      <Box sx={{ position: 'sticky', top: 100, alignSelf: 'start' }}>
        <PartList label={label} parts={[first, ...parts]} />
      </Box>
      <Box>{children}</Box>
    </Box>
  );
}
