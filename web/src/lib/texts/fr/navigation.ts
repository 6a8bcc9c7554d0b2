/** Les chemins de l’application. */
export const navigation = {
  main: 'Principal',
  deck: 'Pile',
  search: 'Chercher',
  favourites: 'Favoris',
  wardrobe: 'Dressing',
  cart: 'Panier',
  boutiques: 'Boutiques',
  me: 'Moi',
  signIn: 'Connexion',
  returning: 'Connexion en cours',
  returningFailed: 'Modiste n’a pas pu vous connecter',
};
