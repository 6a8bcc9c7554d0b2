/**
 * The service worker: opens the app without a network and leaves nothing stale behind. It keeps files and pictures,
 * which are everybody's; what the API answered to one person is kept by the page (src/api/answers.ts).
 */
import { MOST_PICTURES, SHELL, isAsset, isPage, isPicture, superseded, toldBy } from './rules';

/** Filled in by ../shell.ts when it builds this file. */
declare const BUILD: { build: string; first: string[]; later: string[] };
declare const self: ServiceWorkerGlobalScope;

const { build, first, later } = BUILD;
const shell = SHELL + build;
const PICTURES = 'pictures';
const PAGE = '/';
const PATIENCE_MS = 3_000;

self.addEventListener('install', (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(takeOver());
});

self.addEventListener('message', (event) => {
  if (event.data === 'fill') event.waitUntil(fillRest());
});

self.addEventListener('push', (event) => {
  const told = toldBy(event.data?.text() ?? '');
  const { title, body, navigate } = told;
  event.waitUntil(self.registration.showNotification(title, { body, tag: navigate, data: navigate }));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(String(event.notification.data)));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (isPage(url)) event.respondWith(page(event));
  } else if (isAsset(url)) event.respondWith(asset(request));
  else if (isPicture(url)) event.respondWith(picture(event));
  else if (first.includes(url.pathname)) event.respondWith(fetch(request).catch(() => kept(request)));
});

/** Show what a notification is about: in the window that is open, or in a new one. */
async function open(address: string): Promise<void> {
  const { href } = new URL(address, self.location.origin);
  const [window] = await self.clients.matchAll({ type: 'window' });
  if (window) await window.navigate(href).then((client) => client?.focus());
  else await self.clients.openWindow(href);
}

/** The page anew from the server, and with it the files of the first route, which the browser has already. */
async function fill(): Promise<void> {
  const cache = await caches.open(shell);
  await Promise.all([cache.add(new Request(PAGE, { cache: 'reload' })), cache.addAll(first)]);
}

/** The pages that were not opened yet, one file after the other; asked for by a page that has nothing else to do. */
async function fillRest(): Promise<void> {
  const cache = await caches.open(shell);
  for (const path of later) if (!(await cache.match(path))) await cache.add(path);
}

/** Serve the open pages too, and tell those of an older build that there is a newer one. */
async function takeOver(): Promise<void> {
  await Promise.all(superseded(await caches.keys(), shell).map((name) => caches.delete(name)));
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
  for (const client of await self.clients.matchAll({ type: 'window', includeUncontrolled: true })) {
    client.postMessage({ build });
  }
}

/** From the network, so that a new build shows at once; what is kept where it is down, or slow to say anything. */
async function page(event: FetchEvent): Promise<Response> {
  const fresh = fetched(event);
  const own = await (await caches.open(shell)).match(PAGE); // not that of the build before
  if (!own) return fresh;
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(own), PATIENCE_MS));
  const answer = await Promise.race([fresh.catch(() => own), late]);
  return answer.status >= 502 ? own : answer;
}

async function fetched(event: FetchEvent): Promise<Response> {
  return ((await event.preloadResponse) as Response | undefined) ?? fetch(event.request);
}

/** Files with a hash in their name never change; those of the build before serve the pages that still run it. */
async function asset(request: Request): Promise<Response> {
  const found = await caches.match(request, { ignoreVary: true });
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(shell)).put(request, answer.clone());
  return answer;
}

async function picture(event: FetchEvent): Promise<Response> {
  const cache = await caches.open(PICTURES);
  const found = await cache.match(event.request.url);
  if (found) return found;
  const answer = await fetch(event.request);
  if (answer.ok) event.waitUntil(keepPicture(cache, event.request.url, answer.clone()));
  return answer;
}

/** The oldest go when there are too many. */
async function keepPicture(cache: Cache, url: string, answer: Response): Promise<void> {
  await cache.put(url, answer);
  const names = await cache.keys();
  await Promise.all(names.slice(0, -MOST_PICTURES).map((name) => cache.delete(name)));
}

async function kept(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? Response.error();
}
