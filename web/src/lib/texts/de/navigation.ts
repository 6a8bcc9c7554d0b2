/** Die Wege durch die App. */
export const navigation = {
  main: 'Hauptmenü',
  deck: 'Stapel',
  search: 'Suchen',
  favourites: 'Favoriten',
  wardrobe: 'Schrank',
  cart: 'Korb',
  boutiques: 'Boutiquen',
  me: 'Ich',
  signIn: 'Anmelden',
  returning: 'Sie werden angemeldet',
  returningFailed: 'Modiste konnte Sie nicht anmelden',
};
