/** The items of a boutique with their figures, page by page, in the order that was chosen. */
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FunnelList } from '@/features/insights/FunnelList';
import { type Days, ITEM_SORTS, type ItemSort, itemsQuery } from '@/features/insights/figures';
import { useTexts } from '@/lib/texts';
import { useInsightTexts } from '@/lib/texts/insights';
import { Trouble } from '@/pages/Trouble';
import { ChoiceSelect } from '@/ui/ChoiceSelect';
import { MoreButton } from '@/ui/MoreButton';
import { Part } from '@/ui/Part';

export function ItemsPart({ days }: { days: Days }) {
  const texts = useInsightTexts();
  const { common } = useTexts();
  const [sort, setSort] = useState<ItemSort>('seen');
  const { data, error, refetch, ...more } = useInfiniteQuery(itemsQuery(days, sort));
  const found = data?.pages.flatMap(({ items }) => items);
  return (
    <Part title={texts.items} text={texts.itemsText}>
      <ChoiceSelect
        label={texts.sort}
        choices={ITEM_SORTS.map((value) => ({ value, label: texts.sorts[value] }))}
        value={sort}
        onChange={setSort}
      />
      {!found && error && <Trouble title={texts.itemsTrouble} error={error} onRetry={() => void refetch()} />}
      {!found && !error && (
        <Box role="status" aria-label={common.loading} sx={{ mt: 2 }}>
          <Skeleton variant="rounded" height={96} sx={{ mb: 1.5 }} />
          <Skeleton variant="rounded" height={96} />
        </Box>
      )}
      {found && <FunnelList items={found} />}
      <MoreButton {...more} />
    </Part>
  );
}
