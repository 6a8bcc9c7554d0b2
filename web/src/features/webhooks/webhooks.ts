/** The addresses of a boutique's systems, what they were told, and what can be done with both. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  deleteBoutiquesMeWebhooksOne,
  getBoutiquesMeWebhooks,
  getBoutiquesMeWebhooksOne,
  getBoutiquesMeWebhooksOneDeliveries,
  getBoutiquesMeWebhooksOneDeliveriesOne,
  getBoutiquesMeWebhooksOneSecret,
  patchBoutiquesMeWebhooksOne,
  postBoutiquesMeWebhooks,
  postBoutiquesMeWebhooksOneDeliveriesOneReplay,
  postBoutiquesMeWebhooksOneReplay,
  postBoutiquesMeWebhooksOneSecretRotate,
  postBoutiquesMeWebhooksOneTest,
} from '@/api/generated';
import type { DeliveryState, NewWebhook, WebhookChanges, WebhookEvent } from '@/api/types';

export const EVENTS = [
  'order.paid',
  'order.cancelled',
  'parcel.packed',
  'parcel.shipped',
  'parcel.delivered',
  'parcel.return_requested',
  'parcel.returned',
  'refund.made',
  'item.sold_out',
] as const satisfies readonly WebhookEvent[];

export const DELIVERY_FILTERS = [
  'all',
  'waiting',
  'failed',
  'gave_up',
  'delivered',
] as const satisfies readonly (DeliveryState | 'all')[];

export type DeliveryFilter = (typeof DELIVERY_FILTERS)[number];

const LOOK_MS = 3_000; // how often something that waits is looked at
const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks', 'list'],
  queryFn: ({ signal }) => getBoutiquesMeWebhooks({ signal }),
  staleTime: 0,
});

export const webhookQuery = (id: string) =>
  queryOptions({
    queryKey: ['webhooks', 'one', id],
    queryFn: ({ signal }) => getBoutiquesMeWebhooksOne({ path: { endpoint_id: id }, signal }),
    staleTime: 0,
  });

export const deliveriesQuery = (id: string, filter: DeliveryFilter) =>
  infiniteQueryOptions({
    queryKey: ['webhooks', 'deliveries', id, filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      getBoutiquesMeWebhooksOneDeliveries({
        path: { endpoint_id: id },
        query: {
          ...(filter !== 'all' && { state: filter }),
          ...(pageParam !== undefined && { cursor: pageParam }),
        },
        signal,
      }),
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((one) => one.state === 'waiting')) ? LOOK_MS : false,
  });

export const deliveryQuery = (endpoint: string, id: string) =>
  queryOptions({
    queryKey: ['webhooks', 'delivery', endpoint, id],
    queryFn: ({ signal }) =>
      getBoutiquesMeWebhooksOneDeliveriesOne({ path: { endpoint_id: endpoint, delivery_id: id }, signal }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? LOOK_MS : false),
  });

export function useNewWebhook() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewWebhook) => postBoutiquesMeWebhooks({ body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: webhooksQuery.queryKey }),
  });
}

/** What can be done with a webhook itself; the secret is kept nowhere but where it is shown. */
export function useWebhook(id: string) {
  const queries = useQueryClient();
  const path = { endpoint_id: id };
  const again = () => queries.invalidateQueries({ queryKey: ['webhooks'] });
  const change = useMutation({
    mutationFn: (body: WebhookChanges) => patchBoutiquesMeWebhooksOne({ path, body }),
    onSuccess: again,
  });
  const remove = useMutation({
    mutationFn: () => deleteBoutiquesMeWebhooksOne({ path }),
    onSuccess: () => queries.invalidateQueries({ queryKey: webhooksQuery.queryKey }),
  });
  const show = useMutation({ mutationFn: () => getBoutiquesMeWebhooksOneSecret({ path }) });
  const rotate = useMutation({
    mutationFn: () => postBoutiquesMeWebhooksOneSecretRotate({ path }),
    onSuccess: again,
  });
  const test = useMutation({ mutationFn: () => postBoutiquesMeWebhooksOneTest({ path }), onSuccess: again });
  return { change, remove, show, rotate, test };
}

/** Sending once more: one message, or all that failed. */
export function useReplay(id: string) {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['webhooks'] });
  const one = useMutation({
    mutationFn: (delivery: string) =>
      postBoutiquesMeWebhooksOneDeliveriesOneReplay({ path: { endpoint_id: id, delivery_id: delivery } }),
    onSuccess,
  });
  const all = useMutation({
    mutationFn: () =>
      postBoutiquesMeWebhooksOneReplay({
        path: { endpoint_id: id },
        query: { since: new Date(Date.now() - KEPT_DAYS * DAY_MS).toISOString() },
      }),
    onSuccess,
  });
  return { one, all };
}
