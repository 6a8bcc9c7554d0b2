/** The boutiques, and one of them by its place in addresses. */
import { queryOptions } from '@tanstack/react-query';
import { getBoutiques, getBoutiquesBySlugOne } from '@/api/generated';

export const boutiquesQuery = queryOptions({
  queryKey: ['boutiques'],
  queryFn: ({ signal }) => getBoutiques({ query: { limit: 100 }, signal }),
  staleTime: 300_000,
});

export const boutiqueQuery = (slug: string) =>
  queryOptions({
    queryKey: ['boutiques', slug],
    queryFn: ({ signal }) => getBoutiquesBySlugOne({ path: { slug }, signal }),
    staleTime: 300_000,
  });
