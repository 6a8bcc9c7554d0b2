/** A boutique's own items: what its owner reads of them and does with them. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  deleteBoutiquesMeItemsOne,
  deleteBoutiquesMeItemsOnePhotosOne,
  getBoutiquesMe,
  getBoutiquesMeItems,
  getBoutiquesMeItemsOne,
  patchBoutiquesMeItemsOne,
  postBoutiquesMeItems,
  putBoutiquesMeItemsOnePhotos,
} from '@/api/generated';
import type { ItemChanges, NewItem, OwnItem } from '@/api/types';

export const ITEM_FILTERS = ['all', 'low_stock', 'active', 'inactive'] as const;

export type ItemFilter = (typeof ITEM_FILTERS)[number];

export const MOST_PHOTOS = 8;

export const ownItemsQuery = (show: ItemFilter, q: string) =>
  infiniteQueryOptions({
    queryKey: ['own-items', 'list', show, q],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      getBoutiquesMeItems({
        query: { show, ...(q && { q }), ...(pageParam !== undefined && { cursor: pageParam }) },
        signal,
      }),
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    placeholderData: (before) => before,
    staleTime: 0, // shoppers buy meanwhile
  });

export const ownItemQuery = (itemId: number) =>
  queryOptions({
    queryKey: ['own-items', 'one', itemId],
    queryFn: ({ signal }) => getBoutiquesMeItemsOne({ path: { item_id: itemId }, signal }),
    staleTime: 0,
    refetchOnWindowFocus: false, // a form stands on it
  });

export const ownBoutiqueQuery = queryOptions({
  queryKey: ['own-boutique'],
  queryFn: ({ signal }) => getBoutiquesMe({ signal }),
});

export function useOwnItems() {
  const queries = useQueryClient();
  const keep = (item: OwnItem) => {
    queries.setQueryData(ownItemQuery(item.item_id).queryKey, item);
    void queries.invalidateQueries({ queryKey: ['own-items', 'list'] });
    void queries.invalidateQueries({ queryKey: ['item', item.item_id] });
    void queries.invalidateQueries({ queryKey: ['categories'] });
  };
  const add = useMutation({ mutationFn: (body: NewItem) => postBoutiquesMeItems({ body }), onSuccess: keep });
  const change = useMutation({
    mutationFn: ({ id, changes }: { id: number; changes: ItemChanges }) =>
      patchBoutiquesMeItemsOne({ path: { item_id: id }, body: changes }),
    onSuccess: keep,
  });
  const withdraw = useMutation({
    mutationFn: (id: number) => deleteBoutiquesMeItemsOne({ path: { item_id: id } }),
    onSuccess: ({ item_id, is_deleted }) => {
      if (!is_deleted) return queries.invalidateQueries({ queryKey: ['own-items'] });
      queries.removeQueries({ queryKey: ownItemQuery(item_id).queryKey });
      return queries.invalidateQueries({ queryKey: ['own-items', 'list'] });
    },
  });
  return { add, change, withdraw };
}

/** The photos that hang already; in an order that did not arrive they hang as the shop has them. */
export function useHungPhotos(itemId: number) {
  const queries = useQueryClient();
  const { queryKey } = ownItemQuery(itemId);
  const list = () => queries.invalidateQueries({ queryKey: ['own-items', 'list'] });
  const order = useMutation({
    mutationFn: (photo_ids: number[]) =>
      putBoutiquesMeItemsOnePhotos({ path: { item_id: itemId }, body: { photo_ids } }),
    onMutate: (ids) =>
      queries.setQueryData(queryKey, (item) => {
        if (!item) return item;
        return {
          ...item,
          photos: ids.flatMap((id) => item.photos.find((photo) => photo.id === id) ?? []),
        };
      }),
    onSuccess: (item) => {
      queries.setQueryData(queryKey, item);
      return list();
    },
    onError: () => queries.invalidateQueries({ queryKey }),
  });
  const takeDown = useMutation({
    mutationFn: (photo_id: number) =>
      deleteBoutiquesMeItemsOnePhotosOne({ path: { item_id: itemId, photo_id } }),
    onSettled: () => Promise.all([queries.invalidateQueries({ queryKey }), list()]),
  });
  return { order, takeDown };
}
