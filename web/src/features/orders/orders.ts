/** Checkout, orders and the address book, as the shop keeps them. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  deleteMeAddressesOne,
  getMeAddresses,
  getOrders,
  getOrdersOne,
  postCheckout,
  postMeAddresses,
  postOrders,
  postOrdersOneParcelsOneReturn,
  postOrdersOneReceived,
  putMeAddressesOne,
} from '@/api/generated';
import type { Address, CheckoutAsk, NewAddress, Order } from '@/api/types';

export const checkoutQuery = (asked: CheckoutAsk) =>
  queryOptions({
    queryKey: ['checkout', asked],
    queryFn: ({ signal }) => postCheckout({ body: asked, signal }),
    placeholderData: (before) => before, // what is written stays while the price of another way comes
    staleTime: 0,
    gcTime: 0, // a checkout is what is so now
  });

export const addressesQuery = queryOptions({
  queryKey: ['addresses'],
  queryFn: ({ signal }) => getMeAddresses({ signal }),
});

export const ordersQuery = infiniteQueryOptions({
  queryKey: ['orders'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam, signal }) =>
    getOrders({ query: { ...(pageParam !== undefined && { cursor: pageParam }) }, signal }),
  getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
});

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ['orders', 'one', id],
    queryFn: ({ signal }) => getOrdersOne({ path: { order_id: id }, signal }),
  });

interface Placing {
  /** One for each press of the button: what is sent twice is ordered once. */
  key: string;
  asked: CheckoutAsk;
  version: string;
  to: { address: NewAddress; keep: boolean } | { address_id: string };
}

export function usePlacing() {
  const queries = useQueryClient();
  const keep = useKeeping();
  return useMutation({
    mutationFn: async ({ key, asked, version, to }: Placing): Promise<Order> => {
      const where = 'address_id' in to ? to : { address: withoutMark(to.address) };
      const order = await postOrders({
        body: { ...asked, version, ...where },
        headers: { 'idempotency-key': key },
      });
      // The order stands, whether or not the address book has room.
      if ('keep' in to && to.keep) await postMeAddresses({ body: to.address }).catch(() => undefined);
      return order;
    },
    onSuccess: (order) => {
      keep(order);
      void queries.invalidateQueries({ queryKey: ['cart'] });
      void queries.invalidateQueries({ queryKey: ['addresses'] });
    },
  });
}

/** Write an address into the book, or anew where it stands there already. */
export function useWritingAddress() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, address }: { id: string | null; address: Required<NewAddress> }): Promise<Address> =>
      id === null
        ? postMeAddresses({ body: address })
        : putMeAddressesOne({ path: { address_id: id }, body: address }),
    onSuccess: () => queries.invalidateQueries({ queryKey: addressesQuery.queryKey }),
  });
}

export function useDeletingAddress() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => deleteMeAddressesOne({ path: { address_id: id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: addressesQuery.queryKey }),
  });
}

/** Say that a parcel has arrived. */
export function useReceiving(orderId: string) {
  const keep = useKeeping();
  return useMutation({
    mutationFn: (parcelId: string) =>
      postOrdersOneReceived({ path: { order_id: orderId }, body: { parcel_id: parcelId } }),
    onSuccess: keep,
  });
}

/** Ask to send a parcel back, and say why. */
export function useReturning(orderId: string, parcelId: string) {
  const keep = useKeeping();
  return useMutation({
    mutationFn: (reason: string) =>
      postOrdersOneParcelsOneReturn({ path: { order_id: orderId, parcel_id: parcelId }, body: { reason } }),
    onSuccess: keep,
  });
}

/** An order that came as an answer is the newest there is; the list of orders is asked again. */
function useKeeping() {
  const queries = useQueryClient();
  return (order: Order) => {
    queries.setQueryData(orderQuery(order.id).queryKey, order);
    void queries.invalidateQueries({ queryKey: ordersQuery.queryKey, exact: true });
  };
}

/** An order keeps the address, not its place in the address book. */
function withoutMark({ name, line1, line2, postcode, city, region, country, phone }: NewAddress) {
  return { name, line1, line2, postcode, city, region, country, phone };
}
