/** The liked items: read page by page, added and taken off. */
import {
  type QueryClient,
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import {
  deleteFavouritesOne,
  getFavourites,
  getFavouritesOne,
  postInteractions,
  putCollectionsOneItemsOne,
  putFavouritesOne,
} from '@/api/generated';
import { newUuid } from '@/lib/uuid';

export const SORTS = ['added', 'price_asc', 'price_desc'] as const;

/** Which favourites, and in which order; all of them, the latest first, when nothing is said. */
export interface FavouriteWish {
  collectionId?: string | undefined;
  q?: string | undefined;
  sort?: (typeof SORTS)[number] | undefined;
}

export const favouritesQuery = (userId: number, { collectionId, q, sort }: FavouriteWish = {}) =>
  infiniteQueryOptions({
    queryKey: ['favourites', userId, 'list', collectionId, q, sort],
    queryFn: ({ pageParam, signal }) =>
      getFavourites({
        query: {
          cursor: pageParam,
          limit: 24,
          ...(collectionId && { collection_id: collectionId }),
          ...(q && { q }),
          ...(sort && { sort }),
        },
        signal,
      }),
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

/** Take an item off the favourites; what comes back puts it there again, into its collections too. */
export async function removeFavourite(queries: QueryClient, itemId: number): Promise<() => Promise<void>> {
  const path = { item_id: itemId };
  const { collection_ids } = await getFavouritesOne({ path });
  await deleteFavouritesOne({ path });
  await settle(queries);
  return async () => {
    await putFavouritesOne({ path });
    for (const collection_id of collection_ids)
      await putCollectionsOneItemsOne({ path: { collection_id, item_id: itemId } });
    await settle(queries);
  };
}

/** The list in sight stays as it is, so that undoing brings a piece back to where it was; all else is asked anew. */
export async function settle(queries: QueryClient): Promise<void> {
  await queries.invalidateQueries({ queryKey: ['favourites'], refetchType: 'none' });
  void queries.invalidateQueries({ queryKey: ['collections'] });
}

/** Tell the shop what a shopper looked at; when it does not arrive nobody needs to know. */
export function reportInterest(itemId: number, action: 'view' | 'click'): void {
  postInteractions({ body: { item_id: itemId, action, client_id: newUuid() } }).catch(() => undefined);
}
