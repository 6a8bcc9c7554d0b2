/** The garments of a shopper: read page by page or one by one, changed, worn and given up. */
import {
  type QueryClient,
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { tagOf } from '@/api/client';
import {
  deleteGarmentsOne,
  deleteGarmentsOneWearsOne,
  getGarments,
  getGarmentsOne,
  getGarmentsOneWears,
  patchGarmentsOne,
  postGarmentsOneWears,
} from '@/api/generated';
import { Problem } from '@/api/problem';
import type { Garment, GarmentCard, GarmentChanges } from '@/api/types';
import { newUuid } from '@/lib/uuid';
import { type WardrobeWish, queryFor } from './wish';

export const MOST_PHOTOS = 8;

/** Signed addresses of pictures hold for five minutes. */
const LOOK_AGAIN_MS = 240_000;

/** A garment and the tag that a change of it names. */
export type Read = Garment & { tag: string };

const read = (garment: Garment): Read => ({ ...garment, tag: tagOf(garment) });

export const garmentsQuery = (userId: number, wish: WardrobeWish) =>
  infiniteQueryOptions({
    queryKey: ['garments', userId, 'list', wish],
    queryFn: ({ pageParam, signal }) =>
      getGarments({
        query: { ...queryFor(wish), limit: 24, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    placeholderData: (before) => before,
    staleTime: 0,
    refetchInterval: LOOK_AGAIN_MS,
  });

export const garmentQuery = (userId: number, garmentId: string) =>
  queryOptions({
    queryKey: ['garments', userId, 'one', garmentId],
    queryFn: async ({ signal }) => read(await getGarmentsOne({ path: { garment_id: garmentId }, signal })),
    staleTime: 0,
    refetchInterval: LOOK_AGAIN_MS,
  });

export const wearsQuery = (userId: number, garmentId: string) =>
  infiniteQueryOptions({
    queryKey: ['garments', userId, 'wears', garmentId],
    queryFn: ({ pageParam, signal }) =>
      getGarmentsOneWears({
        path: { garment_id: garmentId },
        query: { limit: 12, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    staleTime: 0,
  });

interface Change {
  changes: GarmentChanges;
  /** Only when nothing changed since this tag. */
  tag?: string;
}

/** What is done with one garment. */
export function useGarment(userId: number, garmentId: string) {
  const queries = useQueryClient();
  const path = { garment_id: garmentId };
  const keep = (garment: Garment) => {
    queries.setQueryData(garmentQuery(userId, garmentId).queryKey, read(garment));
    void queries.invalidateQueries({ queryKey: ['garments', userId, 'list'] });
    void queries.invalidateQueries({ queryKey: ['garment-folders'] });
  };
  const keepDays = (garment: Garment) => {
    keep(garment);
    return queries.invalidateQueries({ queryKey: wearsQuery(userId, garmentId).queryKey });
  };
  const change = useMutation({
    mutationFn: ({ changes, tag }: Change) =>
      patchGarmentsOne({ path, body: changes, ...(tag && { headers: { 'if-match': tag } }) }),
    onSuccess: keep,
  });
  const wear = useMutation({
    mutationFn: (on: string) =>
      postGarmentsOneWears({ path, body: { on }, headers: { 'idempotency-key': newUuid() } }),
    onSuccess: keepDays,
  });
  const takeBack = useMutation({
    mutationFn: (on: string) => deleteGarmentsOneWearsOne({ path: { ...path, worn_on: on } }),
    onSuccess: keepDays,
  });
  const giveUp = useMutation({
    mutationFn: () => forget(garmentId),
    onSuccess: () => {
      queries.removeQueries({ queryKey: garmentQuery(userId, garmentId).queryKey });
      return refreshLists(queries);
    },
  });
  return { change, wear, takeBack, giveUp };
}

/** One that is gone already is no trouble. */
export async function forget(garmentId: string): Promise<void> {
  await deleteGarmentsOne({ path: { garment_id: garmentId } }).catch((error: unknown) => {
    if (!(error instanceof Problem && error.status === 404)) throw error;
  });
}

export function refreshLists(queries: QueryClient): Promise<unknown> {
  return Promise.all([
    queries.invalidateQueries({ queryKey: ['garments'] }),
    queries.invalidateQueries({ queryKey: ['garment-folders'] }),
  ]);
}

/** What it was before, to be undone: only what `changes` names. */
export function before(garment: GarmentCard, changes: GarmentChanges): GarmentChanges {
  return Object.fromEntries(
    Object.keys(changes).map((name) => [name, garment[name as keyof GarmentCard]]),
  ) as GarmentChanges;
}

/** Today where the shopper is, as the API writes days. */
export function today(now = new Date()): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
