/** Before anything is asked for: the kinds of clothes, the colours, who sells them, and what is new. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Category } from '@/api/types';
import { BoutiquePlate } from '@/features/boutiques/BoutiquePlate';
import { boutiquesQuery } from '@/features/boutiques/queries';
import { ItemTile } from '@/features/catalogue/ItemTile';
import { KindTiles } from '@/features/catalogue/KindTiles';
import { SwatchGrid, SwatchGridSkeleton } from '@/features/catalogue/SwatchGrid';
import { categoriesQuery, countQuery, mixed, newestQuery } from '@/features/catalogue/queries';
import { useIsLater } from '@/lib/firstDraw';
import { useTexts } from '@/lib/texts';
import { titleOf } from '@/lib/texts/words';
import { LinkButton } from '@/ui/LinkButton';
import { TileRow, TileRowSkeleton } from '@/ui/TileRow';
import { Trouble } from '@/pages/Trouble';

const MOST_COLOURS = 12;

export function SearchStart() {
  const { search: texts } = useTexts();
  const { data: kinds, error, refetch } = useQuery(categoriesQuery);
  const { data: counted, isPending: isCounting } = useQuery(countQuery({}));
  const isLater = useIsLater();
  if (!kinds && error !== null)
    return <Trouble title={texts.trouble} error={error} onRetry={() => void refetch()} />;
  return (
    <Box sx={PAGE}>
      <Section title={texts.byKind}>
        <KindTiles kinds={kinds && !isCounting ? byCount(kinds, counted?.facets?.category) : undefined} />
      </Section>
      {isLater && (
        <>
          <Colours isCounting={isCounting} counts={counted?.facets?.colour} />
          <Newest />
          <Sellers />
        </>
      )}
    </Box>
  );
}

type Counts = readonly { value: string }[];

function Colours({ isCounting, counts = [] }: { isCounting: boolean; counts: Counts | undefined }) {
  const { search: texts } = useTexts();
  const navigate = useNavigate();
  if (!isCounting && !counts.length) return null;
  return (
    <Section title={texts.byColour}>
      {isCounting ? (
        <SwatchGridSkeleton count={MOST_COLOURS} />
      ) : (
        <SwatchGrid
          isWide
          ticks={counts
            .slice(0, MOST_COLOURS)
            .map(({ value }) => ({ value, label: titleOf(value), isOn: false }))}
          onToggle={(colour) => void navigate({ to: '/search', search: { colour: [colour] } })}
        />
      )}
    </Section>
  );
}

function Newest() {
  const { search: texts } = useTexts();
  const { data: newest } = useQuery(newestQuery);
  const all = (
    <LinkButton to="/search" search={{ sort: 'newest' }}>
      {texts.seeAll}
    </LinkButton>
  );
  return (
    <Section title={texts.newIn} action={all}>
      {newest ? (
        <TileRow label={texts.newIn}>
          {mixed(newest.items)
            .slice(0, 12)
            .map((card) => (
              <ItemTile key={card.item_id} card={card} />
            ))}
        </TileRow>
      ) : (
        <TileRowSkeleton />
      )}
    </Section>
  );
}

function Sellers() {
  const { boutique } = useTexts();
  const { data: boutiques } = useQuery(boutiquesQuery);
  if (!boutiques?.items.length) return null;
  return (
    <Section title={boutique.title} action={<LinkButton to="/boutiques">{boutique.all}</LinkButton>}>
      <Box component="ul" sx={PLATES}>
        {boutiques.items.slice(0, 6).map((one) => (
          <li key={one.id}>
            <BoutiquePlate boutique={one} />
          </li>
        ))}
      </Box>
    </Section>
  );
}

/** What there is most of comes first. */
function byCount(kinds: readonly Category[], counts: Counts = []): Category[] {
  const placeOf = ({ name }: Category) =>
    counts.findIndex(({ value }) => value === name) + 1 || counts.length + 1;
  return [...kinds].sort((one, other) => placeOf(one) - placeOf(other));
}

function Section({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <Box component="section">
      <Box sx={HEAD}>
        <Typography variant="h2">{title}</Typography>
        {action}
      </Box>
      {children}
    </Box>
  );
}

const PAGE = {
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  rowGap: { xs: 5, md: 8 },
  pt: { xs: 3, md: 5 },
} as const;

const HEAD = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  columnGap: 2,
  minHeight: 48,
  mb: { xs: 1, md: 1.5 },
  '& > a': { px: 1, mr: -1 },
} as const;

const PLATES = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 300px), 1fr))',
  columnGap: 5,
  m: 0,
  p: 0,
  listStyle: 'none',
} as const;
