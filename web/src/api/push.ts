/** This browser as a place to push to. */
import {
  deleteNotificationsPushSubscriptions,
  getNotificationsPushKey,
  putNotificationsPushSubscriptions,
} from './generated';

export function canPush(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
}

async function subscribed(): Promise<PushSubscription | null> {
  const registration = canPush() ? await navigator.serviceWorker.getRegistration() : undefined;
  return (await registration?.pushManager.getSubscription()) ?? null;
}

export async function isPushedTo(): Promise<boolean> {
  return (await subscribed()) !== null;
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

/** Push to this browser no more: by a press, or because she signs out and the next to sit here is somebody else. */
export async function unsubscribe(): Promise<void> {
  const subscription = await subscribed();
  if (!subscription) return;
  await deleteNotificationsPushSubscriptions({ body: { endpoint: subscription.endpoint } });
  await subscription.unsubscribe();
}
