/** A boutique's figures: asked for by days, and items by what they are ordered by. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { getBoutiquesMeHome, getBoutiquesMeHomeItems } from '@/api/generated';

export const DAYS = [7, 30, 90] as const;

export const ITEM_SORTS = ['seen', 'liked', 'in_cart', 'bought', 'newest'] as const;

export type Days = (typeof DAYS)[number];

export type ItemSort = (typeof ITEM_SORTS)[number];

export const homeQuery = (days: Days) =>
  queryOptions({
    queryKey: ['insights', 'home', days],
    queryFn: ({ signal }) => getBoutiquesMeHome({ query: { days }, signal }),
    placeholderData: (before) => before, // the figures stay while those of other days are asked for
  });

export const itemsQuery = (days: Days, sort: ItemSort) =>
  infiniteQueryOptions({
    queryKey: ['insights', 'items', days, sort],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      getBoutiquesMeHomeItems({
        query: { days, sort, limit: 12, ...(pageParam !== undefined && { cursor: pageParam }) },
        signal,
      }),
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    placeholderData: (before) => before,
  });

/** From so many on chance moves a share by less than ten points, and its bounds need not be told. */
export const MANY = 100;

/** How much more (or, negative, less) than before; null where there was nothing to compare with. */
export function growthOf(now: number, before: number): number | null {
  return before === 0 ? null : now / before - 1;
}

/** A round amount that no bar is higher than. */
export function topOf(amounts: readonly number[]): number {
  const highest = Math.max(1, ...amounts);
  const size = 10 ** Math.floor(Math.log10(highest));
  return ([1, 2, 2.5, 5].find((step) => step * size >= highest) ?? 10) * size;
}

/** Where an item is looked at. */
export const pathOf = (itemId: number): string => `/boutique/items/${itemId}`;
