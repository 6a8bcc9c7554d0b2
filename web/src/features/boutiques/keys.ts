/** The API keys of one's boutique. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { deleteBoutiquesMeKeysOne, getBoutiquesMeKeys, postBoutiquesMeKeys } from '@/api/generated';

export const keysQuery = queryOptions({
  queryKey: ['boutique-keys'],
  queryFn: ({ signal }) => getBoutiquesMeKeys({ signal }),
  staleTime: 0,
});

export function useKeyMaking() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => postBoutiquesMeKeys({ body: { name } }),
    onSettled: () => queries.invalidateQueries(keysQuery),
    gcTime: 0, // the secret stays nowhere once its page is left
  });
}

export function useRevoking() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => deleteBoutiquesMeKeysOne({ path: { key_id: id } }),
    onSettled: () => queries.invalidateQueries(keysQuery),
  });
}
