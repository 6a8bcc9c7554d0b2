/** One boutique in the list of all: who it is, and four of its newest pieces. */
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Boutique } from '@/api/types';
import { BoutiqueMark } from '@/features/boutiques/BoutiqueMark';
import { windowQuery } from '@/features/catalogue/queries';
import { formatMoney } from '@/lib/money';
import { useTexts } from '@/lib/texts';
import { LinkButton } from '@/ui/LinkButton';
import { Picture } from '@/ui/Picture';
import { excerptOf } from './excerpt';
import { placeOf } from './places';

const SHOWN = 4;

export function BoutiqueEntry({ boutique }: { boutique: Boutique }) {
  const { boutique: texts } = useTexts();
  const { data } = useQuery(windowQuery(boutique.id));
  return (
    <Box component="article" aria-labelledby={`boutique-${boutique.id}`} sx={ENTRY}>
      <div>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <BoutiqueMark boutique={boutique} size={64} />
          <div>
            <Typography id={`boutique-${boutique.id}`} variant="h2" sx={{ fontSize: '2rem' }}>
              {boutique.name}
            </Typography>
            <Typography color="textSecondary">
              {[placeOf(boutique), texts.count(boutique.item_count)].filter(Boolean).join(' · ')}
            </Typography>
          </div>
        </Box>
        <Typography sx={STORY}>{excerptOf(boutique.story)}</Typography>
        <LinkButton to="/boutiques/$slug" params={{ slug: boutique.slug }} variant="outlined">
          {texts.open(boutique.name)}
        </LinkButton>
      </div>
      <Box component="ul" aria-label={texts.some(boutique.name)} sx={PIECES}>
        {(data ?? Array.from({ length: SHOWN }, () => null)).slice(0, SHOWN).map((card, index) => (
          <li key={card?.item_id ?? index}>
            {card ? (
              <Box
                component={Link}
                to={`/items/${card.item_id}`}
                aria-label={`${card.name}, ${formatMoney(card.price)}`}
                sx={PIECE}
              >
                <Picture picture={card} alt="" sizes="(min-width: 900px) 180px, 40vw" />
              </Box>
            ) : (
              <Skeleton variant="rounded" sx={{ aspectRatio: '3 / 4', height: 'auto' }} />
            )}
          </li>
        ))}
      </Box>
    </Box>
  );
}

export const ENTRY = {
  display: 'grid',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 5fr) minmax(0, 8fr)' },
  columnGap: 7,
  rowGap: 2.5,
  alignItems: 'center',
  py: { xs: 4, md: 5 },
  borderTop: 1,
  borderColor: 'divider',
} as const;

const STORY = { my: 2, maxWidth: '52ch' } as const;

const PIECES = {
  display: 'grid',
  gridAutoFlow: 'column',
  gridAutoColumns: { xs: 'min(38%, 200px)', md: '1fr' },
  columnGap: { xs: 1.25, md: 2 },
  m: 0,
  p: 0,
  // By the edge of the window on phones.
  mx: { xs: -2, md: 0 },
  px: { xs: 2, md: 0 },
  py: 0.5,
  listStyle: 'none',
  overflowX: 'auto',
  scrollSnapType: 'x proximity',
  scrollPaddingInline: 16,
  scrollbarWidth: 'none',
  '& > li': { scrollSnapAlign: 'start' },
} as const;

const PIECE = {
  position: 'relative',
  display: 'block',
  aspectRatio: '3 / 4',
  borderRadius: 1,
  overflow: 'hidden',
  '& img': { transition: 'transform 500ms cubic-bezier(0.3, 0, 0.2, 1)' },
  '&:hover img': { transform: 'scale(1.035)' },
  '&:focus-visible': { outlineOffset: 2 },
  '@media (prefers-reduced-motion: reduce)': { '& img': { transition: 'none' } },
} as const;
