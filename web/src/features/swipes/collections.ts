/** Favourites put together under names of the shopper's own. */
import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  deleteCollectionsOne,
  deleteCollectionsOneItemsOne,
  getCollections,
  getFavourites,
  patchCollectionsOne,
  postCollections,
  putCollectionsOneItemsOne,
} from '@/api/generated';
import { Problem, messageOf } from '@/api/problem';
import { texts } from '@/lib/texts';
import { settle } from './favourites';

export const LONGEST_NAME = 80;
const MOST_AT_ONCE = 100;

export const collectionsQuery = (userId: number) =>
  queryOptions({
    queryKey: ['collections', userId],
    queryFn: ({ signal }) => getCollections({ signal }),
  });

/** One of the shopper's collections, by its id; undefined when there is no such one (any more). */
export function useCollection(userId: number, collectionId: string) {
  const { data, error, refetch } = useQuery(collectionsQuery(userId));
  const isKnown = data !== undefined;
  return { collection: data?.items.find(({ id }) => id === collectionId), isKnown, error, refetch };
}

export function useStartCollection() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => postCollections({ body: { name } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['collections'] }),
  });
}

export function useRenameCollection(collectionId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name: string) =>
      patchCollectionsOne({ path: { collection_id: collectionId }, body: { name } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['collections'] }),
  });
}

export function useDeleteCollection(collectionId: string) {
  return useMutation({
    mutationFn: () =>
      deleteCollectionsOne({ path: { collection_id: collectionId } }).catch((error: unknown) => {
        if (!(error instanceof Problem && error.status === 404)) throw error; // it was gone already
      }),
  });
}

/** Put pieces in, one after the other, so that the collection keeps their order. */
export function useCollect(collectionId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (itemIds: readonly number[]) => {
      for (const item_id of itemIds)
        await putCollectionsOneItemsOne({ path: { collection_id: collectionId, item_id } });
    },
    onSettled: () => refreshAll(queries),
  });
}

/** Put one piece into a collection, or take it out. */
export function useMembership(itemId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ collectionId, isIn }: { collectionId: string; isIn: boolean }) => {
      const path = { collection_id: collectionId, item_id: itemId };
      await (isIn ? putCollectionsOneItemsOne({ path }) : deleteCollectionsOneItemsOne({ path }));
    },
    onSettled: () => refreshAll(queries),
  });
}

/** Take a piece out; what comes back puts it in again. */
export async function takeOut(
  queries: QueryClient,
  collectionId: string,
  itemId: number,
): Promise<() => Promise<void>> {
  const path = { collection_id: collectionId, item_id: itemId };
  await deleteCollectionsOneItemsOne({ path });
  await settle(queries);
  return async () => {
    await putCollectionsOneItemsOne({ path });
    await settle(queries);
  };
}

/** Everything that is in a collection, to know what need not be offered. */
export const contentQuery = (userId: number, collectionId: string) =>
  queryOptions({
    queryKey: ['favourites', userId, 'content', collectionId],
    queryFn: async ({ signal }) => {
      const found = new Set<number>();
      let cursor: string | undefined;
      do {
        const query = { collection_id: collectionId, limit: MOST_AT_ONCE, ...(cursor && { cursor }) };
        const page = await getFavourites({ query, signal });
        for (const { item_id } of page.items) found.add(item_id);
        cursor = page.next_cursor ?? undefined;
      } while (cursor !== undefined);
      return found;
    },
  });

/** What is wrong with a name, in the reader's language. */
export function complaintAbout(error: unknown): string | null {
  if (error === null) return null;
  const { favourites } = texts();
  if (!(error instanceof Problem) || error.status !== 409) return messageOf(error);
  return error.title.includes('name') ? favourites.nameTaken : favourites.tooMany;
}

function refreshAll(queries: QueryClient): Promise<unknown> {
  return Promise.all([
    queries.invalidateQueries({ queryKey: ['favourites'] }),
    queries.invalidateQueries({ queryKey: ['collections'] }),
  ]);
}
