/** What the first page shows, in the cache before it is drawn: it is drawn once, not first empty and then again. */
import { signedInId } from '@/api/session';
import { categoriesQuery, countQuery, itemQuery, newestQuery } from '@/features/catalogue/queries';
import { boutiquesQuery } from '@/features/boutiques/queries';
import { collectionsQuery } from '@/features/swipes/collections';
import { favouritesQuery } from '@/features/swipes/favourites';
import { queries } from './queries';
import { router } from './router';

/** Whatever is not there by then is drawn when it comes: the questions were asked long ago (early/early.ts). */
const PATIENCE_MS = 200;

export function firstPage(): Promise<unknown> {
  const everything = Promise.allSettled([router.load(), ...answers(window.location)]);
  return Promise.race([everything, new Promise((goOn) => setTimeout(goOn, PATIENCE_MS))]);
}

/** The same questions as in early.ts. */
function answers({ pathname, search }: Location): Promise<void>[] {
  const userId = signedInId();
  const item = /^\/items\/(\d+)$/.exec(pathname)?.[1];
  if (item) return [queries.prefetchQuery(itemQuery(Number(item)))];
  if (search !== '') return [];
  if (pathname === '/' && userId === null) return [queries.prefetchQuery(newestQuery)];
  if (pathname === '/search')
    return [
      queries.prefetchQuery(categoriesQuery),
      queries.prefetchQuery(countQuery({})),
      queries.prefetchQuery(newestQuery),
      queries.prefetchQuery(boutiquesQuery),
    ];
  if (pathname === '/favourites' && userId !== null)
    return [
      queries.prefetchQuery(collectionsQuery(userId)),
      queries.prefetchInfiniteQuery(favouritesQuery(userId)),
    ];
  return [];
}
