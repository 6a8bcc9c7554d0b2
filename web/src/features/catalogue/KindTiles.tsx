/** The kinds of clothes as pictures to tap; before they are there, grey ones of the same size. */
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import type { Category } from '@/api/types';
import { useTexts } from '@/lib/texts';
import { Picture } from '@/ui/Picture';
import { TextLink } from '@/ui/TextLink';
import { kindOf } from './kinds';

const USUAL = 14;
const FIRST = 9; // that a phone shows

export function KindTiles({ kinds }: { kinds: readonly Category[] | undefined }) {
  const { common } = useTexts();
  if (!kinds) {
    return (
      <Box role="status" aria-label={common.loading} sx={GRID}>
        {Array.from({ length: USUAL }, (_, index) => (
          <div key={index}>
            <Skeleton variant="rounded" sx={{ aspectRatio: '4 / 5', height: 'auto', mb: 1 }} />
            <Skeleton variant="text" width="60%" />
          </div>
        ))}
      </Box>
    );
  }
  const shown = kinds.filter(({ image_url }) => image_url !== null);
  return (
    <Box component="ul" sx={GRID}>
      {shown.map((kind, index) => (
        <li key={kind.id}>
          <TextLink to="/search" search={{ category: [kind.slug] }} underline="none" sx={TILE}>
            <Box component="span" sx={FRAME}>
              <Picture picture={kind} alt="" sizes="(min-width: 900px) 160px, 30vw" isFirst={index < FIRST} />
            </Box>
            {kindOf(kind.name)}
          </TextLink>
        </li>
      ))}
    </Box>
  );
}

const GRID = {
  display: 'grid',
  gridTemplateColumns: {
    xs: 'repeat(auto-fill, minmax(6.2rem, 1fr))',
    md: 'repeat(auto-fill, minmax(148px, 1fr))',
  },
  columnGap: { xs: 1.25, md: 2 },
  rowGap: { xs: 2, md: 3 },
  m: 0,
  p: 0,
  listStyle: 'none',
} as const;

const TILE = {
  display: 'block',
  color: 'inherit',
  textDecoration: 'none',
  borderRadius: 1,
  fontWeight: 500,
  overflowWrap: 'anywhere',
  '& img': { transition: 'transform 500ms cubic-bezier(0.3, 0, 0.2, 1)' },
  '&:hover img': { transform: 'scale(1.035)' },
  '@media (prefers-reduced-motion: reduce)': { '& img': { transition: 'none' } },
} as const;

const FRAME = {
  position: 'relative',
  display: 'block',
  aspectRatio: '4 / 5',
  borderRadius: 1,
  overflow: 'hidden',
  mb: 1,
} as const;
