/** The devices on which the shopper is signed in, and signing them out. */
import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { deleteMeSessionsOne, getMeSessions } from '@/api/generated';
import { Problem } from '@/api/problem';

const KEY = ['sessions'];

export const devicesQuery = (userId: number) =>
  infiniteQueryOptions({
    queryKey: [...KEY, userId],
    queryFn: ({ pageParam, signal }) =>
      getMeSessions({ query: { ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });

export function useEndDevice() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: endDevice,
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

/** Every device but this one, those on later pages of the list too. */
export function useEndOthers() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      let others: string[];
      do {
        const { items } = await getMeSessions({ query: { limit: 100 } });
        others = items.filter(({ is_current }) => !is_current).map(({ id }) => id);
        for (const id of others) await endDevice(id);
      } while (others.length);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

async function endDevice(id: string): Promise<void> {
  await deleteMeSessionsOne({ path: { session_id: id } }).catch((error: unknown) => {
    if (!(error instanceof Problem && error.status === 404)) throw error; // it had ended already
  });
}
