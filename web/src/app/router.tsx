/** Every page and its address. All but the deck are loaded when they are first asked for. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { searchOf } from '@/features/catalogue/searching';
import { destinationOf } from '@/lib/destination';
import { parametersOf, queryOf } from '@/lib/parameters';
import { HomePage } from '@/pages/HomePage';
import { NotFound } from '@/pages/NotFound';
import { PageTrouble } from './PageTrouble';
import { Shell } from './Shell';
import { forMembers, forRole, forVisitors } from './guards';
import { checkoutWish, deckWish, favouriteWish, parcelsWish, usersWish, words } from './wishes';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: PageTrouble });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: deckWish,
  component: HomePage,
});

const taste = createRoute({
  getParentRoute: () => root,
  path: '/taste',
  component: forMembers(lazyRouteComponent(() => import('@/pages/taste/TastePage'))),
});

const favourites = createRoute({
  getParentRoute: () => root,
  path: '/favourites',
  validateSearch: favouriteWish,
  component: forMembers(lazyRouteComponent(() => import('@/pages/favourites/FavouritesPage'))),
});

const collection = createRoute({
  getParentRoute: () => root,
  path: '/favourites/$collectionId',
  validateSearch: favouriteWish,
  component: forMembers(lazyRouteComponent(() => import('@/pages/favourites/CollectionPage'))),
});

const addToCollection = createRoute({
  getParentRoute: () => root,
  path: '/favourites/$collectionId/add',
  validateSearch: favouriteWish,
  component: forMembers(lazyRouteComponent(() => import('@/pages/favourites/AddPage'))),
});

const item = createRoute({
  getParentRoute: () => root,
  path: '/items/$id',
  validateSearch: (given: Record<string, unknown>) => {
    const size = words(given.size);
    return { ...(size && { size }) };
  },
  component: lazyRouteComponent(() => import('@/pages/item/ItemPage')),
});

const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  validateSearch: searchOf,
  component: lazyRouteComponent(() => import('@/pages/search/SearchPage')),
});

const compare = createRoute({
  getParentRoute: () => root,
  path: '/compare',
  validateSearch: (given: Record<string, unknown>) => {
    const q = words(given.q);
    return { ...(q && { q }) };
  },
  component: lazyRouteComponent(() => import('@/pages/compare/ComparePage')),
});

const cart = createRoute({
  getParentRoute: () => root,
  path: '/cart',
  component: lazyRouteComponent(() => import('@/pages/cart/CartPage')),
});

const checkout = createRoute({
  getParentRoute: () => root,
  path: '/checkout',
  validateSearch: checkoutWish,
  component: forMembers(lazyRouteComponent(() => import('@/pages/checkout/CheckoutPage'))),
});

const orders = createRoute({
  getParentRoute: () => root,
  path: '/orders',
  component: forMembers(lazyRouteComponent(() => import('@/pages/orders/OrdersPage'))),
});

const order = createRoute({
  getParentRoute: () => root,
  path: '/orders/$id',
  component: forMembers(lazyRouteComponent(() => import('@/pages/orders/OrderPage'))),
});

const alerts = createRoute({
  getParentRoute: () => root,
  path: '/alerts',
  component: forMembers(lazyRouteComponent(() => import('@/pages/account/AlertsPage'))),
});

const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  component: forMembers(lazyRouteComponent(() => import('@/pages/account/InboxPage'))),
});

const unsubscribe = createRoute({
  getParentRoute: () => root,
  path: '/unsubscribe',
  validateSearch: (given: Record<string, unknown>) => {
    const token = words(given.token);
    return { ...(token && { token }) };
  },
  component: lazyRouteComponent(() => import('@/pages/account/UnsubscribePage')),
});

const boutiques = createRoute({
  getParentRoute: () => root,
  path: '/boutiques',
  component: lazyRouteComponent(() => import('@/pages/boutiques/BoutiquesPage')),
});

const boutique = createRoute({
  getParentRoute: () => root,
  path: '/boutiques/$slug',
  validateSearch: (given: Record<string, unknown>) => {
    const { category, sort } = searchOf(given);
    return { ...(category && { category }), ...(sort && { sort }) };
  },
  component: lazyRouteComponent(() => import('@/pages/boutiques/BoutiquePage')),
});

const parcels = createRoute({
  getParentRoute: () => root,
  path: '/boutique/parcels',
  validateSearch: parcelsWish,
  component: forRole(
    'boutique',
    lazyRouteComponent(() => import('@/pages/boutique/ParcelsPage')),
  ),
});

const parcel = createRoute({
  getParentRoute: () => root,
  path: '/boutique/parcels/$id',
  component: forRole(
    'boutique',
    lazyRouteComponent(() => import('@/pages/boutique/ParcelPage')),
  ),
});

const afterwards = (given: Record<string, unknown>) => {
  const next = destinationOf(given.next);
  return next === undefined ? {} : { next };
};

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: afterwards,
  component: forVisitors(lazyRouteComponent(() => import('@/pages/signing/SignInPage'))),
});

const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  validateSearch: afterwards,
  component: forVisitors(lazyRouteComponent(() => import('@/pages/signing/SignUpPage'))),
});

const me = createRoute({
  getParentRoute: () => root,
  path: '/me',
  component: forMembers(lazyRouteComponent(() => import('@/pages/account/MePage'))),
});

const preferences = createRoute({
  getParentRoute: () => root,
  path: '/me/preferences',
  component: forMembers(lazyRouteComponent(() => import('@/pages/account/PreferencesPage'))),
});

const sessions = createRoute({
  getParentRoute: () => root,
  path: '/me/sessions',
  component: forMembers(lazyRouteComponent(() => import('@/pages/account/SessionsPage'))),
});

const data = createRoute({
  getParentRoute: () => root,
  path: '/me/data',
  component: forMembers(lazyRouteComponent(() => import('@/pages/account/DataPage'))),
});

const users = createRoute({
  getParentRoute: () => root,
  path: '/users',
  validateSearch: usersWish,
  component: forRole(
    'admin',
    lazyRouteComponent(() => import('@/pages/users/UsersPage')),
  ),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    taste,
    favourites,
    collection,
    addToCollection,
    item,
    search,
    compare,
    cart,
    checkout,
    orders,
    order,
    alerts,
    inbox,
    unsubscribe,
    boutiques,
    boutique,
    parcels,
    parcel,
    signIn,
    signUp,
    me,
    preferences,
    sessions,
    data,
    users,
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  parseSearch: parametersOf,
  stringifySearch: queryOf,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
