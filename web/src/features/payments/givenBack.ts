/** What went back of a boutique's parcels, the newest first. */
import { infiniteQueryOptions } from '@tanstack/react-query';
import { getBoutiquesMeRefunds } from '@/api/generated';

export const givenBackQuery = infiniteQueryOptions({
  queryKey: ['payments', 'given-back'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam, signal }) =>
    getBoutiquesMeRefunds({ query: pageParam === undefined ? {} : { cursor: pageParam }, signal }),
  getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
});
