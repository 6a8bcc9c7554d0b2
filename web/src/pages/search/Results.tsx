/** What a search found, and what it can be narrowed by: beside it where there is room, in a sheet where there is not. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { boutiquesQuery } from '@/features/boutiques/queries';
import { FilterChips } from '@/features/catalogue/FilterChips';
import { FilterPanel } from '@/features/catalogue/FilterPanel';
import { ItemTile } from '@/features/catalogue/ItemTile';
import { searchQuery } from '@/features/catalogue/queries';
import { SORTS, type Search, type Sort } from '@/features/catalogue/searching';
import { useTexts } from '@/lib/texts';
import { usePriceTexts } from '@/lib/texts/prices';
import { ChoiceSelect } from '@/ui/ChoiceSelect';
import { HIDDEN } from '@/ui/hidden';
import { LinkButton } from '@/ui/LinkButton';
import { MoreButton } from '@/ui/MoreButton';
import { TileGrid, TileGridSkeleton } from '@/ui/TileGrid';
import { Trouble } from '@/pages/Trouble';
import { FilterButton } from './FilterButton';
import { NothingFound } from './NothingFound';

interface Props {
  search: Search;
  onChange: (next: Search) => void;
}

const FIRST_ROW = 4;

export function Results({ search, onChange }: Props) {
  const prices = usePriceTexts();
  const { search: texts } = useTexts();
  const isWide = useMediaQuery('(min-width: 900px)', { noSsr: true });
  const { data, error, refetch, isPlaceholderData, ...more } = useInfiniteQuery(searchQuery(search));
  const { data: boutiques } = useQuery({ ...boutiquesQuery, enabled: search.boutique_id !== undefined });
  const boutique = boutiques?.items.find(({ id }) => id === search.boutique_id);
  const page = data?.pages[0];
  const items = data?.pages.flatMap(({ items: found }) => found) ?? [];
  const count = page?.match_count ?? 0;
  const isEmpty = page !== undefined && items.length === 0;
  const isLost = !page && error !== null;
  return (
    <Box sx={COLUMNS}>
      {isWide && (
        <Box component="aside" aria-labelledby="filters" sx={SIDE}>
          <Typography
            id="filters"
            variant="h2"
            sx={{ display: 'flex', alignItems: 'center', minHeight: 48, mb: 2 }}
          >
            {texts.filters}
          </Typography>
          <FilterPanel search={search} found={page} onChange={onChange} />
        </Box>
      )}
      <Box component="section" aria-busy={isPlaceholderData} sx={{ minWidth: 0 }}>
        <Box sx={BAR}>
          {isWide ? (
            <Count count={count} isOver={page?.facets_sampled ?? false} isKnown={page !== undefined} />
          ) : (
            <FilterButton search={search} found={page} onApply={onChange} />
          )}
          {!isEmpty && (
            <ChoiceSelect
              label={texts.sort}
              choices={sortsFor(search).map((value) => ({ value, label: texts.sorts[value] }))}
              value={search.sort ?? (search.q ? 'relevance' : 'newest')}
              onChange={(sort) => onChange({ ...search, sort: sort === 'relevance' ? undefined : sort })}
            />
          )}
        </Box>
        <FilterChips search={search} nameOfBoutique={boutique?.name} onChange={onChange} />
        {!isWide && (
          <Box sx={{ mt: 2 }}>
            <Count count={count} isOver={page?.facets_sampled ?? false} isKnown={page !== undefined} />
          </Box>
        )}
        <Box sx={FOUND} data-stale={isPlaceholderData || undefined}>
          {isLost && <Trouble title={texts.trouble} error={error} onRetry={() => void refetch()} />}
          {!page && !isLost && <TileGridSkeleton />}
          {isEmpty && <NothingFound search={search} page={page} onChange={onChange} />}
          {items.length > 0 && (
            <TileGrid label={texts.found}>
              {items.map((card, index) => (
                <ItemTile key={card.item_id} card={card} isFirst={index < FIRST_ROW} />
              ))}
            </TileGrid>
          )}
          <MoreButton {...more} />
          {search.q && items.length > 0 && (
            <Box sx={{ mt: 4, textAlign: 'center' }}>
              <LinkButton to="/compare" search={{ q: search.q }} variant="outlined">
                {prices.elsewhere(search.q)}
              </LinkButton>
            </Box>
          )}
        </Box>
      </Box>
    </Box>
  );
}

/** Without words nothing matches better than anything else. */
function sortsFor({ q }: Search): readonly Sort[] {
  return q ? SORTS : SORTS.filter((sort) => sort !== 'relevance');
}

function Count({ count, isOver, isKnown }: { count: number; isOver: boolean; isKnown: boolean }) {
  const { search: texts, common } = useTexts();
  const found = isOver ? texts.countOver(count) : texts.count(count);
  const isNothing = isKnown && count === 0;
  return (
    <Typography
      variant="h2"
      role="status"
      sx={{ minHeight: '1.08em' }}
      style={isNothing ? HIDDEN : undefined}
    >
      {isKnown ? found : common.loading}
    </Typography>
  );
}

const COLUMNS = {
  display: 'grid',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '256px minmax(0, 1fr)' },
  columnGap: 6,
  pt: { xs: 0, md: 4 },
} as const;

const SIDE = {
  position: 'sticky',
  top: 92,
  alignSelf: 'start',
  maxHeight: 'calc(100dvh - 92px)',
  overflowY: 'auto',
  scrollbarWidth: 'thin',
  scrollbarColor: 'var(--mui-palette-divider) transparent',
  // Room for the rings of focus, which would be cut off.
  mx: -1,
  px: 1,
  pb: 4,
} as const;

const BAR = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  columnGap: 2,
  position: { xs: 'sticky', md: 'static' },
  top: 0,
  zIndex: 2,
  minHeight: { xs: 56, md: 48 },
  mx: { xs: -2, md: 0 },
  px: { xs: 2, md: 0 },
  mb: { xs: 1.5, md: 2 },
  bgcolor: 'background.default',
  borderBottom: { xs: 1, md: 0 },
  borderColor: { xs: 'divider', md: 'divider' },
} as const;

const FOUND = {
  pt: { xs: 2, md: 3 },
  // What was found before steps back, but only when the answer takes a while.
  '&[data-stale]': { opacity: 0.45, transition: 'opacity 160ms linear 180ms' },
} as const;
