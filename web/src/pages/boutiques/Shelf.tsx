/** What one boutique sells, by kind and in the order one likes; the address says both. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Boutique } from '@/api/types';
import { ItemTile } from '@/features/catalogue/ItemTile';
import { kindOf } from '@/features/catalogue/kinds';
import { searchQuery } from '@/features/catalogue/queries';
import { SORTS, type Sort, searchOf, slugOf } from '@/features/catalogue/searching';
import { useTexts } from '@/lib/texts';
import { Trouble } from '@/pages/Trouble';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { ChoiceSelect } from '@/ui/ChoiceSelect';
import { LinkButton } from '@/ui/LinkButton';
import { MoreButton } from '@/ui/MoreButton';
import { Notice } from '@/ui/Notice';
import { TileGrid, TileGridSkeleton } from '@/ui/TileGrid';

const EVERYTHING = '';

export function Shelf({ boutique }: { boutique: Boutique }) {
  const { boutique: texts, search: searchTexts } = useTexts();
  const { category, sort } = searchOf({ ...useSearch({ from: '/boutiques/$slug' }) });
  const wish = { ...(category && { category }), ...(sort && { sort }) };
  const navigate = useNavigate({ from: '/boutiques/$slug' });
  const found = useInfiniteQuery(searchQuery({ ...wish, boutique_id: boutique.id }));
  const { data, error, refetch, isPlaceholderData, ...more } = found;
  const page = data?.pages[0];
  const items = data?.pages.flatMap(({ items: ofPage }) => ofPage) ?? [];
  const kinds = boutique.categories;
  const chosen = wish.category?.[0] ?? EVERYTHING;
  const go = (next: { category?: string[] | undefined; sort?: Sort | undefined }) =>
    void navigate({ search: { ...wish, ...next }, resetScroll: false });
  const isEmpty = page !== undefined && items.length === 0;
  return (
    <Box component="section" aria-busy={isPlaceholderData}>
      {kinds.length > 1 && (
        <Box sx={KINDS}>
          <ChoiceChips
            question={texts.sells}
            isQuestionHidden
            choices={[
              { value: EVERYTHING, label: texts.everything },
              ...kinds.map(({ slug, name }) => ({ value: slug, label: kindOf(name) })),
            ]}
            chosen={[slugOf(chosen)]}
            onToggle={(kind) => go({ category: kind && kind !== slugOf(chosen) ? [kind] : undefined })}
          />
        </Box>
      )}
      {!isEmpty && (
        <Box sx={BAR}>
          <Typography variant="h2" role="status">
            {page?.match_count != null && texts.count(page.match_count)}
          </Typography>
          <ChoiceSelect
            label={searchTexts.sort}
            choices={SORTS.filter((sort) => sort !== 'relevance').map((value) => ({
              value,
              label: searchTexts.sorts[value],
            }))}
            value={wish.sort ?? 'newest'}
            onChange={(sort) => go({ sort: sort === 'newest' ? undefined : sort })}
          />
        </Box>
      )}
      {!page && error && <Trouble title={texts.troubleOne} error={error} onRetry={() => void refetch()} />}
      {!page && !error && <TileGridSkeleton />}
      {isEmpty && (
        <Notice title={texts.empty} text={texts.emptyText}>
          <LinkButton to="/boutiques" variant="contained">
            {texts.all}
          </LinkButton>
        </Notice>
      )}
      {items.length > 0 && (
        <TileGrid label={texts.items(boutique.name)}>
          {items.map((card, index) => (
            <ItemTile key={card.item_id} card={card} isFirst={index < 4} />
          ))}
        </TileGrid>
      )}
      <MoreButton {...more} />
    </Box>
  );
}

/** One line that is pushed sideways on phones, so that the clothes come into sight. */
const KINDS = {
  mx: { xs: -2, md: 0 },
  '& fieldset > div': {
    flexWrap: { xs: 'nowrap', md: 'wrap' },
    overflowX: { xs: 'auto', md: 'visible' },
    scrollbarWidth: 'none',
    px: { xs: 2, md: 0 },
    py: 0.5,
  },
  '& button': { flex: 'none' },
} as const;

const BAR = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  columnGap: 2,
  minHeight: 48,
  mt: 3,
  mb: 2,
} as const;
