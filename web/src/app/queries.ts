/** How the app asks the shop: again when the network or the shop failed, never when the answer was a refusal. */
import { type InvalidateQueryFilters, type InvalidateOptions, QueryClient } from '@tanstack/react-query';
import { Problem } from '@/api/problem';

/**
 * What is asked for the first time while a change is sent may be answered with what was before it. TanStack Query
 * asks once more only where it has data already, and would keep that answer: so here the question itself is dropped.
 */
class Queries extends QueryClient {
  override async invalidateQueries(filters: InvalidateQueryFilters = {}, options: InvalidateOptions = {}) {
    if (filters.refetchType !== 'none') await this.cancelQueries(filters);
    await super.invalidateQueries(filters, options);
  }
}

export const queries = new Queries({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // Asked even when the browser believes to be offline: what is kept may answer, and else the page can say so.
      networkMode: 'always',
      refetchOnReconnect: true,
      retry: (failures, error) => failures < 2 && !(error instanceof Problem && error.status < 500),
    },
    mutations: { networkMode: 'always' },
  },
});
