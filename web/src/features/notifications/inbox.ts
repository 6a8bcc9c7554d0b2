/** What the shop had to tell a shopper, and by which ways besides the inbox it may. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  deleteNotificationsOne,
  deleteNotificationsPushSubscriptions,
  getNotifications,
  getNotificationsPushKey,
  getNotificationsSettings,
  patchNotificationsSettings,
  postNotificationsRead,
  putNotificationsPushSubscriptions,
} from '@/api/generated';
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

export function canPush(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
}

/** Let this browser be pushed to; false when the shopper, or her browser, said no. To be called from a press. */
export async function subscribe(): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false;
  const { key } = await getNotificationsPushKey();
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  });
  const { endpoint, keys } = subscription.toJSON();
  if (!endpoint || !keys?.p256dh || !keys.auth) return false;
  await putNotificationsPushSubscriptions({
    body: { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } },
  });
  return true;
}

export async function unsubscribe(): Promise<void> {
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.getSubscription();
  if (!subscription) return;
  await deleteNotificationsPushSubscriptions({ body: { endpoint: subscription.endpoint } });
  await subscription.unsubscribe();
}
