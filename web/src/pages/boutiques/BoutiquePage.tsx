/** One boutique as everybody sees it: its story, and everything it sells. */
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Problem } from '@/api/problem';
import type { Boutique } from '@/api/types';
import { BoutiqueMark } from '@/features/boutiques/BoutiqueMark';
import { boutiqueQuery } from '@/features/boutiques/queries';
import { useTexts } from '@/lib/texts';
import { NotFound } from '@/pages/NotFound';
import { Trouble } from '@/pages/Trouble';
import { TextLink } from '@/ui/TextLink';
import { TileGridSkeleton } from '@/ui/TileGrid';
import { Shelf } from './Shelf';
import { placeOf } from './places';

export default function BoutiquePage() {
  const { boutique: texts } = useTexts();
  const { slug = '' } = useParams({ strict: false });
  const { data: boutique, error, refetch } = useQuery(boutiqueQuery(slug));
  if (boutique) {
    return (
      <>
        <title>{`${boutique.name} · Modiste`}</title>
        <Head boutique={boutique} />
        <Shelf key={boutique.id} boutique={boutique} />
      </>
    );
  }
  if (error instanceof Problem && (error.status === 404 || error.status === 422)) return <NotFound />;
  if (error) return <Trouble title={texts.troubleOne} error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <Box sx={HEAD}>
        <Skeleton variant="circular" width={96} height={96} />
        <Skeleton variant="text" width="40%" sx={{ typography: 'h1' }} />
        <Skeleton variant="rounded" height={120} width="min(100%, 60ch)" />
      </Box>
      <TileGridSkeleton />
    </>
  );
}

function Head({ boutique }: { boutique: Boutique }) {
  const { boutique: texts } = useTexts();
  return (
    <Box component="header" sx={HEAD}>
      <TextLink to="/boutiques" variant="body2" sx={ALL}>
        {texts.all}
      </TextLink>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: { xs: 2, md: 3.5 } }}>
        <BoutiqueMark boutique={boutique} size={96} />
        <div>
          <Typography
            variant="h1"
            sx={{ fontSize: 'clamp(2.4rem, 1.6rem + 4vw, 4.5rem)', overflowWrap: 'anywhere' }}
          >
            {boutique.name}
          </Typography>
          <Typography color="textSecondary" sx={{ mt: 0.5 }}>
            {placeOf(boutique)}
          </Typography>
        </div>
      </Box>
      <Typography sx={{ maxWidth: '62ch', fontSize: { md: '1.125rem' } }}>{boutique.story}</Typography>
    </Box>
  );
}

const HEAD = {
  display: 'grid',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 5fr) minmax(0, 6fr)' },
  alignItems: 'center',
  columnGap: 7,
  rowGap: { xs: 2, md: 2.5 },
  pb: { xs: 3, md: 5 },
  pt: { md: 1 },
} as const;

const ALL = {
  display: 'inline-flex',
  alignItems: 'center',
  justifySelf: 'start',
  gridColumn: '1 / -1',
  minHeight: 44,
  color: 'text.secondary',
} as const;
