/** A form for visitors, beside the newest pieces where there is room. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { ReactNode } from 'react';
import { LanguageLinks } from '@/ui/LanguageLinks';
import { PageTitle } from '@/ui/PageTitle';
import { PictureWall } from './PictureWall';

interface Props {
  title: string;
  lead: string;
  /** The way to the other form. */
  otherwise: ReactNode;
  children: ReactNode;
}

export function SigningFrame({ title, lead, otherwise, children }: Props) {
  const isWide = useMediaQuery('(min-width: 900px)', { noSsr: true });
  return (
    <Box sx={PAGE}>
      <Box component="section" sx={FORM}>
        <PageTitle title={title}>{lead}</PageTitle>
        {children}
        <Typography color="textSecondary" sx={{ mt: 2, '& a': LINK }}>
          {otherwise}
        </Typography>
        <Box sx={{ mt: { xs: 4, md: 6 } }}>
          <LanguageLinks />
        </Box>
      </Box>
      {isWide && <PictureWall />}
    </Box>
  );
}

const PAGE = {
  display: 'grid',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(0, 1.1fr)' },
  columnGap: 10,
  flex: 1,
} as const;

const FORM = {
  width: 1,
  maxWidth: 420,
  mx: 'auto',
  alignSelf: { md: 'center' },
  py: { xs: 2, md: 2 },
} as const;

const LINK = { display: 'inline-flex', alignItems: 'center', minHeight: 48 } as const;
