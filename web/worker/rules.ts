/** What the service worker touches and what it forgets; apart from it, so that it can be tested. */

/** Begins the names of the caches that hold one build of the app each. */
export const SHELL = 'shell-';
export const MOST_PICTURES = 400;

/** A page of the app, which the API and the files are not. */
export function isPage({ pathname }: URL): boolean {
  return !/^\/(api|media)(\/|$)/.test(pathname);
}

export function isAsset({ pathname }: URL): boolean {
  return pathname.startsWith('/assets/');
}

/** Pictures for everybody; what is private has a signed URL and is never kept. */
export function isPicture({ pathname, search }: URL): boolean {
  return pathname.startsWith('/media/public/') && !search;
}

/** Older builds but the latest of them, whose pages may still be open; `caches.keys()` lists the oldest first. */
export function superseded(names: readonly string[], current: string): string[] {
  return names.filter((name) => name.startsWith(SHELL) && name !== current).slice(0, -1);
}
