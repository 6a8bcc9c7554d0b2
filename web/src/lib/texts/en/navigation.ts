/** The way around the app. */
export const navigation = {
  main: 'Main',
  deck: 'Deck',
  search: 'Search',
  favourites: 'Favourites',
  wardrobe: 'Wardrobe',
  cart: 'Cart',
  boutiques: 'Boutiques',
  me: 'Me',
  signIn: 'Sign in',
  returning: 'Signing you in',
  returningFailed: 'Modiste could not sign you in',
};
