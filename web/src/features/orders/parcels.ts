/** The parcels of a boutique's paid orders, and the steps that it takes with them. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  getBoutiquesMeParcels,
  getBoutiquesMeParcelsOne,
  postBoutiquesMeParcelsOneDeliver,
  postBoutiquesMeParcelsOnePack,
  postBoutiquesMeParcelsOneReturned,
  postBoutiquesMeParcelsOneShip,
} from '@/api/generated';
import type { ParcelState, ParcelToSend, Shipment } from '@/api/types';

/** What is to be done comes first. */
export const PARCEL_FILTERS = [
  'to_pack',
  'packed',
  'shipped',
  'delivered',
  'return_requested',
  'all',
] as const satisfies readonly (ParcelState | 'all')[];

export type ParcelFilter = (typeof PARCEL_FILTERS)[number];

export const parcelsQuery = (filter: ParcelFilter) =>
  infiniteQueryOptions({
    queryKey: ['parcels', 'list', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      getBoutiquesMeParcels({
        query: {
          ...(filter !== 'all' && { state: filter }),
          ...(pageParam !== undefined && { cursor: pageParam }),
        },
        signal,
      }),
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    staleTime: 0, // others buy and cancel meanwhile
  });

export const parcelQuery = (id: string) =>
  queryOptions({
    queryKey: ['parcels', 'one', id],
    queryFn: ({ signal }) => getBoutiquesMeParcelsOne({ path: { parcel_id: id }, signal }),
    staleTime: 0,
  });

export type Step = { to: 'packed' | 'delivered' | 'returned' } | { to: 'shipped'; sent: Shipment };

/** One mutation for all steps: only one is taken at a time, and what went wrong outlives its button. */
export function useParcelStep(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (step: Step): Promise<ParcelToSend> => take(id, step),
    onSuccess: (parcel) => {
      queries.setQueryData(parcelQuery(id).queryKey, parcel);
      return queries.invalidateQueries({ queryKey: ['parcels', 'list'] });
    },
    onError: () => queries.invalidateQueries({ queryKey: ['parcels'] }),
  });
}

function take(id: string, step: Step): Promise<ParcelToSend> {
  const path = { parcel_id: id };
  switch (step.to) {
    case 'packed':
      return postBoutiquesMeParcelsOnePack({ path });
    case 'shipped':
      return postBoutiquesMeParcelsOneShip({ path, body: step.sent });
    case 'delivered':
      return postBoutiquesMeParcelsOneDeliver({ path });
    case 'returned':
      return postBoutiquesMeParcelsOneReturned({ path });
  }
}
