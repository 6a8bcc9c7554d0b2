/** What the catalogue is asked for: one item, a search, the kinds of garments. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { getCategories, getItems, getItemsOne, getItemsOneSimilar } from '@/api/generated';

export interface Search {
  q?: string | undefined;
  category?: string | undefined;
  sort?: 'newest' | 'price_asc' | 'price_desc' | undefined;
}

export const itemQuery = (itemId: number) =>
  queryOptions({
    queryKey: ['item', itemId],
    queryFn: ({ signal }) => getItemsOne({ path: { item_id: itemId }, signal }),
  });

export const similarQuery = (itemId: number) =>
  queryOptions({
    queryKey: ['similar', itemId],
    queryFn: ({ signal }) => getItemsOneSimilar({ path: { item_id: itemId }, query: { limit: 6 }, signal }),
  });

export const searchQuery = ({ q, category, sort }: Search) =>
  infiniteQueryOptions({
    queryKey: ['search', q, category, sort],
    queryFn: ({ pageParam, signal }) =>
      getItems({
        query: {
          limit: 24,
          ...(q && { q }),
          ...(category && { category: [category] }),
          ...(sort && { sort }),
          ...(pageParam && { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    placeholderData: (before) => before,
  });

export const categoriesQuery = queryOptions({
  queryKey: ['categories'],
  queryFn: ({ signal }) => getCategories({ signal }),
  staleTime: Infinity,
});
