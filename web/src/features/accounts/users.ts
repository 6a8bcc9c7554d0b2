/** All accounts, for admins: found by words, role and standing, and changed. */
import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { getUsers, patchUsersOne } from '@/api/generated';
import { Problem, messageOf } from '@/api/problem';
import type { Account } from '@/api/types';
import { userTexts } from '@/lib/texts/users';

export const ROLES = ['user', 'boutique', 'admin'] as const;

export type Role = (typeof ROLES)[number];

export interface UserWish {
  q?: string | undefined;
  role?: Role | undefined;
  /** Only open accounts, or only closed ones. */
  active?: boolean | undefined;
}

const KEY = ['users'];

export const usersQuery = ({ q, role, active }: UserWish) =>
  infiniteQueryOptions({
    queryKey: [...KEY, q, role, active],
    queryFn: ({ pageParam, signal }) =>
      getUsers({
        query: {
          limit: 25,
          ...(q && { q }),
          ...(role && { role }),
          ...(active !== undefined && { is_active: active }),
          ...(pageParam && { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    placeholderData: (before) => before,
  });

export function useChangeUser() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: number; role?: Role; is_active?: boolean }): Promise<Account> =>
      patchUsersOne({ path: { user_id: id }, body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

export function complaintAboutChange(error: unknown): string | null {
  if (error === null) return null;
  return error instanceof Problem && error.status === 409 ? userTexts().lastAdmin : messageOf(error);
}
