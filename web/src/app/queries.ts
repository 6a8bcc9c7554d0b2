/** How the app asks the shop: again when the network or the shop failed, never when the answer was a refusal. */
import { QueryClient } from '@tanstack/react-query';
import { Problem } from '@/api/problem';

export const queries = new QueryClient({
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
