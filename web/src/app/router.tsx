/** Every page and its address. All but the deck are loaded when they are first asked for. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { destinationOf } from '@/lib/destination';
import { HomePage } from '@/pages/HomePage';
import { NotFound } from '@/pages/NotFound';
import { PageTrouble } from './PageTrouble';
import { Shell } from './Shell';
import { forMembers, forVisitors } from './guards';

const SORTS = ['newest', 'price_asc', 'price_desc'] as const;

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: PageTrouble });

const home = createRoute({ getParentRoute: () => root, path: '/', component: HomePage });

const favourites = createRoute({
  getParentRoute: () => root,
  path: '/favourites',
  component: forMembers(lazyRouteComponent(() => import('@/pages/FavouritesPage'))),
});

const item = createRoute({
  getParentRoute: () => root,
  path: '/items/$id',
  component: lazyRouteComponent(() => import('@/pages/ItemPage')),
});

const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  validateSearch: (given: Record<string, unknown>) => {
    const sort = SORTS.find((known) => known === given.sort);
    const q = words(given.q);
    const category = words(given.category);
    return { ...(q && { q }), ...(category && { category }), ...(sort && { sort }) };
  },
  component: lazyRouteComponent(() => import('@/pages/search/SearchPage')),
});

const afterwards = (given: Record<string, unknown>) => {
  const next = destinationOf(given.next);
  return next === undefined ? {} : { next };
};

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: afterwards,
  component: forVisitors(lazyRouteComponent(() => import('@/pages/SignInPage'))),
});

const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  validateSearch: afterwards,
  component: forVisitors(lazyRouteComponent(() => import('@/pages/SignUpPage'))),
});

const me = createRoute({
  getParentRoute: () => root,
  path: '/me',
  component: forMembers(lazyRouteComponent(() => import('@/pages/MePage'))),
});

export const router = createRouter({
  routeTree: root.addChildren([home, favourites, item, search, signIn, signUp, me]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** The router reads `?q=12` as a number; people search for words. */
function words(value: unknown): string | undefined {
  return (typeof value === 'string' || typeof value === 'number') && value !== ''
    ? String(value).slice(0, 200)
    : undefined;
}
