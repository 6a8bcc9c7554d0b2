/** Ways to pay, and paying an order: what counts is the order's state, never what an address says. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  getOrdersOneRefunds,
  getPaymentsProviders,
  postBoutiquesMeParcelsOneRefunds,
  postOrdersOneCancel,
  postOrdersOnePayments,
} from '@/api/generated';
import type { Money, RefundAsk } from '@/api/types';
import { newUuid } from '@/lib/uuid';

/** The ways that can take this sum. */
export const waysQuery = ({ amount, currency }: Money) =>
  queryOptions({
    queryKey: ['payments', 'ways', amount, currency],
    queryFn: ({ signal }) => getPaymentsProviders({ query: { amount, currency }, signal }),
    placeholderData: (before) => before, // the ways stay while another sum is asked about
    staleTime: 300_000,
  });

export const refundsQuery = (orderId: string) =>
  queryOptions({
    queryKey: ['payments', 'refunds', orderId],
    queryFn: ({ signal }) => getOrdersOneRefunds({ path: { order_id: orderId }, signal }),
  });

/** Begin to pay, and go to the provider's page. */
export function usePaying() {
  return useMutation({
    mutationFn: ({ orderId, way }: { orderId: string; way: string }) =>
      postOrdersOnePayments({
        path: { order_id: orderId },
        body: { provider: way },
        headers: { 'idempotency-key': newUuid() },
      }),
    onSuccess: ({ url }) => {
      if (url) window.location.assign(url);
    },
  });
}

export function useCancelling(orderId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (key: string) =>
      postOrdersOneCancel({ path: { order_id: orderId }, body: {}, headers: { 'idempotency-key': key } }),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['orders'] }),
        queries.invalidateQueries({ queryKey: ['cart'] }),
        queries.invalidateQueries({ queryKey: ['payments', 'refunds', orderId] }),
      ]),
  });
}

interface Refunding {
  key: string;
  asked: RefundAsk;
}

/** A boutique gives back what a parcel or some of its pieces cost, or a sum. */
export function useRefunding(parcelId: string) {
  return useMutation({
    mutationFn: ({ key, asked }: Refunding) =>
      postBoutiquesMeParcelsOneRefunds({
        path: { parcel_id: parcelId },
        body: asked,
        headers: { 'idempotency-key': key },
      }),
  });
}
