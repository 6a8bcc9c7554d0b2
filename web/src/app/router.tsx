/** Every page and its address. All but the deck are loaded when they are first asked for. */
import { createRoute, createRouter } from '@tanstack/react-router';
import { searchOf } from '@/features/catalogue/searching';
import { parametersOf, queryOf } from '@/lib/parameters';
import { HomePage } from '@/pages/HomePage';
import { adminPage, memberPage, openPage, root, sellerPage, visitorPage } from './pages';
import {
  afterwards,
  boutiqueWish,
  checkoutWish,
  deckWish,
  deliveriesWish,
  favouriteWish,
  homeWish,
  itemsWish,
  oneOf,
  parcelsWish,
  unread,
  usersWish,
} from './wishes';

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: deckWish,
  component: HomePage,
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    memberPage('/taste', () => import('@/pages/taste/TastePage')),
    memberPage('/favourites', () => import('@/pages/favourites/FavouritesPage'), favouriteWish),
    memberPage('/favourites/$collectionId', () => import('@/pages/favourites/CollectionPage'), favouriteWish),
    memberPage('/favourites/$collectionId/add', () => import('@/pages/favourites/AddPage'), favouriteWish),
    memberPage('/wardrobe', () => import('@/pages/wardrobe/WardrobePage'), unread),
    memberPage('/wardrobe/add', () => import('@/pages/wardrobe/AddPage')),
    memberPage('/wardrobe/$id', () => import('@/pages/wardrobe/GarmentPage')),
    openPage('/items/$id', () => import('@/pages/item/ItemPage'), oneOf('size')),
    openPage('/search', () => import('@/pages/search/SearchPage'), searchOf),
    openPage('/compare', () => import('@/pages/compare/ComparePage'), oneOf('q')),
    openPage('/cart', () => import('@/pages/cart/CartPage')),
    memberPage('/checkout', () => import('@/pages/checkout/CheckoutPage'), checkoutWish),
    memberPage('/orders', () => import('@/pages/orders/OrdersPage')),
    memberPage('/orders/$id', () => import('@/pages/orders/OrderPage')),
    memberPage('/alerts', () => import('@/pages/account/AlertsPage')),
    memberPage('/inbox', () => import('@/pages/account/InboxPage')),
    openPage('/unsubscribe', () => import('@/pages/account/UnsubscribePage'), oneOf('token')),
    openPage('/boutiques', () => import('@/pages/boutiques/BoutiquesPage')),
    openPage('/boutiques/$slug', () => import('@/pages/boutiques/BoutiquePage'), boutiqueWish),
    sellerPage('/boutique', () => import('@/pages/boutique/HomePage'), homeWish),
    sellerPage('/boutique/parcels', () => import('@/pages/boutique/ParcelsPage'), parcelsWish),
    sellerPage('/boutique/parcels/$id', () => import('@/pages/boutique/ParcelPage')),
    sellerPage('/boutique/items', () => import('@/pages/boutique/ItemsPage'), itemsWish),
    sellerPage('/boutique/items/new', () => import('@/pages/boutique/NewItemPage')),
    sellerPage('/boutique/items/$id', () => import('@/pages/boutique/ItemPage')),
    sellerPage('/boutique/imports', () => import('@/pages/boutique/ImportsPage')),
    sellerPage('/boutique/imports/$id', () => import('@/pages/boutique/ImportPage')),
    sellerPage('/boutique/refunds', () => import('@/pages/boutique/RefundsPage')),
    sellerPage('/boutique/profile', () => import('@/pages/boutique/ProfilePage')),
    sellerPage('/boutique/staff', () => import('@/pages/boutique/StaffPage')),
    sellerPage('/boutique/keys', () => import('@/pages/boutique/KeysPage')),
    sellerPage('/boutique/webhooks', () => import('@/pages/boutique/WebhooksPage')),
    sellerPage('/boutique/webhooks/$id', () => import('@/pages/boutique/WebhookPage'), deliveriesWish),
    memberPage('/boutique/open', () => import('@/pages/boutique/OpenPage')),
    openPage('/boutique/join', () => import('@/pages/boutique/JoinPage'), oneOf('token')),
    openPage('/boutique/terms', () => import('@/pages/boutique/TermsPage')),
    visitorPage('/sign-in', () => import('@/pages/signing/SignInPage'), afterwards),
    visitorPage('/sign-up', () => import('@/pages/signing/SignUpPage'), afterwards),
    memberPage('/me', () => import('@/pages/account/MePage')),
    memberPage('/me/addresses', () => import('@/pages/account/AddressesPage')),
    memberPage('/me/preferences', () => import('@/pages/account/PreferencesPage')),
    memberPage('/me/sessions', () => import('@/pages/account/SessionsPage')),
    memberPage('/me/data', () => import('@/pages/account/DataPage')),
    adminPage('/users', () => import('@/pages/users/UsersPage'), usersWish),
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
