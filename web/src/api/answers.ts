/**
 * Answers of the API kept on this device, so that what somebody looked at opens without a network too. Each shopper's
 * are apart from all others', and gone when they leave.
 */
import { session, signedInId } from './session';

/** What may be looked at offline: saved things and what the shop sells; nothing about accounts or sessions. */
const KEPT = /^\/api\/v1\/(favourites|collections|items|categories|boutiques)(\/|$)/;
const CACHE = 'answers-';
/** Another number with another shape of what is kept: no release reads what it would not understand. */
const SHAPE = 2;
const MOST = 80;

/** Whose answer it is; null for a visitor's. */
type Owner = number | null;

let present: Owner = signedInId();
session.subscribe(() => {
  if (signedInId() === present) return;
  present = signedInId();
  forgetAnswers().catch(() => undefined);
});

/** The oldest go when there are too many. Who left meanwhile leaves nothing to the next. */
export async function keepAnswer(owner: Owner, url: string, answer: Response): Promise<void> {
  if (!isKept(url) || signedInId() !== owner) return;
  const cache = await caches.open(nameFor(owner));
  await cache.put(url, answer);
  const known = await cache.keys();
  await Promise.all(known.slice(0, -MOST).map((oldest) => cache.delete(oldest)));
}

export async function keptAnswer(owner: Owner, url: string): Promise<Response | undefined> {
  if (!isKept(url) || signedInId() !== owner) return undefined;
  return (await caches.open(nameFor(owner))).match(url);
}

export async function forgetAnswers(): Promise<void> {
  if (typeof caches === 'undefined') return;
  const names = (await caches.keys()).filter((name) => name.startsWith(CACHE));
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** Browsers keep nothing for pages that came over plain http. */
export function isKept(url: string): boolean {
  return typeof caches !== 'undefined' && KEPT.test(new URL(url).pathname);
}

function nameFor(owner: Owner): string {
  return `${CACHE}${SHAPE}-${owner ?? 'visitor'}`;
}
