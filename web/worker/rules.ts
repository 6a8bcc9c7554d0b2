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

/** What a push says (declarative web push, https://webkit.org/blog/16535); only addresses of the shop are opened. */
export function toldBy(text: string): { title: string; body: string; navigate: string } {
  const nothing = { title: 'Modiste', body: '', navigate: '/inbox' };
  try {
    const { notification } = JSON.parse(text) as { notification?: Record<string, unknown> };
    const { title, body, navigate } = notification ?? {};
    return {
      title: typeof title === 'string' ? title : nothing.title,
      body: typeof body === 'string' ? body : nothing.body,
      navigate: typeof navigate === 'string' ? pathOf(navigate) : nothing.navigate,
    };
  } catch {
    return nothing;
  }
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address, 'https://shop.invalid');
  return pathname + search;
}
