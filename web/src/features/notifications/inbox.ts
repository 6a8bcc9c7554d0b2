/** What the shop had to tell a shopper, and by which ways besides the inbox it may. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  deleteNotificationsOne,
  getNotifications,
  getNotificationsSettings,
  patchNotificationsSettings,
  postNotificationsRead,
} from '@/api/generated';
import { isPushedTo } from '@/api/push';
import type { Channels } from '@/api/types';

export const inboxQuery = (userId: number) =>
  infiniteQueryOptions({
    queryKey: ['inbox', userId],
    queryFn: ({ pageParam, signal }) => getNotifications({ query: { cursor: pageParam, limit: 24 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });

export const channelsQuery = (userId: number) =>
  queryOptions({
    queryKey: ['channels', userId],
    queryFn: ({ signal }) => getNotificationsSettings({ signal }),
  });

export const pushQuery = queryOptions({ queryKey: ['push'], queryFn: isPushedTo, staleTime: 0 });

export function useInbox(userId: number) {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: ['inbox', userId] });
  const readAll = useMutation({
    mutationFn: () => postNotificationsRead({ body: { all: true } }),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (id: string) => deleteNotificationsOne({ path: { notification_id: id } }),
    onSettled,
  });
  const channels = useMutation({
    mutationFn: (body: Partial<Channels>) => patchNotificationsSettings({ body }),
    onSuccess: (data) => queries.setQueryData(channelsQuery(userId).queryKey, data),
  });
  return { readAll, remove, channels };
}
