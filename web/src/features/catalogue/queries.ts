/** What the catalogue is asked for: one item, a search, the kinds of garments. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Item } from '@/api/types';
import type { PictureSource } from '@/ui/Picture';
import { getCategories, getItems, getItemsOne, getItemsOneSimilar } from '@/api/generated';
import { type Search, queryFor } from './searching';

export const itemQuery = (itemId: number) =>
  queryOptions({
    queryKey: ['item', itemId],
    queryFn: ({ signal }) => getItemsOne({ path: { item_id: itemId }, signal }),
  });

export const similarQuery = (itemId: number) =>
  queryOptions({
    queryKey: ['similar', itemId],
    queryFn: ({ signal }) => getItemsOneSimilar({ path: { item_id: itemId }, query: { limit: 10 }, signal }),
  });

/** A search, page by page; the first page is counted too. What was found before stays in sight meanwhile. */
export const searchQuery = (search: Search, limit = 24) =>
  infiniteQueryOptions({
    queryKey: ['search', search, limit],
    queryFn: ({ pageParam, signal }) =>
      getItems({
        query: { ...queryFor(search), limit, ...(pageParam ? { cursor: pageParam } : { facets: true }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    placeholderData: (before) => before,
  });

/** What a search would find, counted only. */
export const countQuery = (search: Search) =>
  queryOptions({
    queryKey: ['count', search],
    queryFn: ({ signal }) => getItems({ query: { ...queryFor(search), limit: 1, facets: true }, signal }),
    placeholderData: (before) => before,
  });

export const categoriesQuery = queryOptions({
  queryKey: ['categories'],
  queryFn: ({ signal }) => getCategories({ signal }),
  staleTime: Infinity,
});

/** The item's pictures in order, each as a card has its first. */
export function picturesOf(item: Item): PictureSource[] {
  return item.pictures.map(({ url, srcset, blurhash, colour }) => ({
    image_url: url,
    image_srcset: srcset,
    image_blurhash: blurhash,
    image_colour: colour,
  }));
}

/** The newest pieces, for a shop window. */
export const newestQuery = queryOptions({
  queryKey: ['newest'],
  queryFn: ({ signal }) => getItems({ query: { limit: 24, sort: 'newest', in_stock: true }, signal }),
  staleTime: 300_000,
});

/** The same of one boutique. */
export const windowQuery = (boutiqueId: number) =>
  queryOptions({
    queryKey: ['window', boutiqueId],
    queryFn: ({ signal }) =>
      getItems({ query: { boutique_id: boutiqueId, limit: 24, in_stock: true, sort: 'newest' }, signal }),
    select: ({ items }) => mixed(items),
    staleTime: 300_000,
  });

/** One of each kind first, so that a window does not show four bags. */
export function mixed<Shown extends { category: string }>(items: readonly Shown[]): Shown[] {
  const firsts = items.filter(
    (item, index) => items.findIndex(({ category }) => category === item.category) === index,
  );
  return [...firsts, ...items.filter((item) => !firsts.includes(item))];
}
