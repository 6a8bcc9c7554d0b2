/** How the app asks the shop: again when the network or the shop failed, never when the answer was a refusal. */
import { QueryClient } from '@tanstack/react-query';
import { Problem } from '@/api/problem';

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => failures < 2 && !(error instanceof Problem && error.status < 500),
    },
  },
});
