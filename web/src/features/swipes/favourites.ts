/** The liked items: read page by page, added and taken off. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  deleteFavouritesOne,
  getFavourites,
  getFavouritesOne,
  postInteractions,
  putFavouritesOne,
} from '@/api/generated';
import { newUuid } from '@/lib/uuid';

export const favouritesQuery = (userId: number) =>
  infiniteQueryOptions({
    queryKey: ['favourites', userId],
    queryFn: ({ pageParam, signal }) => getFavourites({ query: { cursor: pageParam, limit: 24 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });

export const favouriteQuery = (userId: number, itemId: number) =>
  queryOptions({
    queryKey: ['favourites', userId, 'of', itemId],
    queryFn: ({ signal }) => getFavouritesOne({ path: { item_id: itemId }, signal }),
  });

export function useFavourite(itemId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (isFavourite: boolean) => {
      const path = { item_id: itemId };
      await (isFavourite ? putFavouritesOne({ path }) : deleteFavouritesOne({ path }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['favourites'] }),
  });
}

/** Tell the shop what a shopper looked at; when it does not arrive nobody needs to know. */
export function reportInterest(itemId: number, action: 'view' | 'click'): void {
  postInteractions({ body: { item_id: itemId, action, client_id: newUuid() } }).catch(() => undefined);
}
