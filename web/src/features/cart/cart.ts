/** The cart as the shop keeps it, for guests too; every change answers with the whole cart. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  deleteCartLinesOne,
  getCart,
  getCartBaskets,
  patchCartLinesOne,
  postCartBasketsOneApply,
  postCartLines,
} from '@/api/generated';
import type { Basket, Cart, NewLine, LineChanges } from '@/api/types';
import { newUuid } from '@/lib/uuid';

export const cartQuery = queryOptions({
  queryKey: ['cart'],
  queryFn: ({ signal }) => getCart({ signal }) as Promise<Cart>,
});

export const basketsQuery = (version: string) =>
  queryOptions({
    queryKey: ['cart', 'baskets', version],
    queryFn: ({ signal }) => getCartBaskets({ signal }),
    staleTime: 60_000,
  });

export function useCart() {
  const queries = useQueryClient();
  const onSuccess = (cart: Cart) => queries.setQueryData(cartQuery.queryKey, cart);
  const onError = () => queries.invalidateQueries({ queryKey: cartQuery.queryKey });
  const add = useMutation({
    mutationFn: (body: NewLine) => postCartLines({ body, headers: { 'Idempotency-Key': newUuid() } }),
    onSuccess,
  });
  const change = useMutation({
    mutationFn: ({ id, ...body }: LineChanges & { id: string }) =>
      patchCartLinesOne({ path: { line_id: id }, body }),
    onSuccess,
    onError,
  });
  const remove = useMutation({
    mutationFn: (id: string) => deleteCartLinesOne({ path: { line_id: id } }),
    onSuccess,
    onError,
  });
  const apply = useMutation({
    mutationFn: ({ kind, version }: { kind: Basket['kind']; version: string }) =>
      postCartBasketsOneApply({ path: { kind }, body: { version } }),
    onSuccess,
    onError,
  });
  return { add, change, remove, apply };
}
