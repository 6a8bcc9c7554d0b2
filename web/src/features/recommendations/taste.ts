/** What the shop learnt of a shopper's taste, asked for and taken back. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  deleteRecommendationsTaste,
  deleteRecommendationsTasteRemovalsOneOne,
  getRecommendationsTaste,
  postRecommendationsTasteRemovals,
} from '@/api/generated';
import type { Removal, Taste } from '@/api/types';

const keyOf = (userId: number) => ['taste', userId];

export const tasteQuery = (userId: number) =>
  queryOptions({
    queryKey: keyOf(userId),
    queryFn: ({ signal }) => getRecommendationsTaste({ signal }),
    staleTime: 0,
  });

/** Take a value out of her taste, or give it back; the page shows it before the shop has answered. */
export function useRemoval(userId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ removal, isOut }: { removal: Removal; isOut: boolean }) => {
      const { kind, value } = removal;
      await (isOut
        ? postRecommendationsTasteRemovals({ body: { kind, value } })
        : deleteRecommendationsTasteRemovalsOneOne({ path: { kind, value } }));
    },
    onMutate: async ({ removal, isOut }) => {
      await queries.cancelQueries({ queryKey: keyOf(userId) });
      queries.setQueryData<Taste>(keyOf(userId), (now) => now && withRemoval(now, removal, isOut));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keyOf(userId) }),
  });
}

export function useReset(userId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => deleteRecommendationsTaste(),
    onSuccess: () => queries.invalidateQueries({ queryKey: keyOf(userId) }),
  });
}

export function withRemoval(taste: Taste, { kind, value, label }: Removal, isOut: boolean): Taste {
  const isIt = (other: Removal) => other.kind === kind && other.value === value;
  const removed = taste.removed.filter((other) => !isIt(other));
  return {
    ...taste,
    learnt: taste.learnt.filter((fact) => !isOut || !isIt(fact)),
    removed: isOut ? [...removed, { kind, value, label }] : removed,
  };
}
