/** What the shop is asked about prices elsewhere. */
import { queryOptions } from '@tanstack/react-query';
import { getItemsOneOffers, getItemsOnePriceHistory, getOffers } from '@/api/generated';
import { isAloneHere } from './history';

const SOON_MS = 2_500;

/** Who else sells an item; asked again in a moment while newer prices are on their way. */
export const offersQuery = (itemId: number, size?: string) =>
  queryOptions({
    queryKey: ['offers', itemId, size],
    queryFn: ({ signal }) =>
      getItemsOneOffers({ path: { item_id: itemId }, query: { ...(size && { size }) }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.is_refreshing && state.dataUpdateCount < 8 ? SOON_MS : false,
    placeholderData: (before, query) => (query?.queryKey[1] === itemId ? before : undefined),
    staleTime: 60_000,
  });

/** Who sells a product of this name, asked at all vendors at once. */
export const productOffersQuery = (query: string) =>
  queryOptions({
    queryKey: ['offers', 'named', query],
    queryFn: ({ signal }) => getOffers({ query: { query }, signal }),
    staleTime: 300_000,
    enabled: query.length > 1,
  });

export const SPANS = [30, 90, 365] as const;
export type Span = (typeof SPANS)[number];

export const historyQuery = (itemId: number, days: Span, size?: string) =>
  queryOptions({
    queryKey: ['price-history', itemId, days, size],
    queryFn: ({ signal }) =>
      getItemsOnePriceHistory({
        path: { item_id: itemId },
        query: { days, ...(size && { size }) },
        signal,
      }),
    placeholderData: (before, query) => (query?.queryKey[1] === itemId ? before : undefined),
    // Where nobody has looked yet, the vendors are being asked for the first time just now.
    refetchInterval: ({ state }) =>
      state.data && isAloneHere(state.data) && state.dataUpdateCount < 20 ? SOON_MS : false,
    staleTime: 300_000,
  });
