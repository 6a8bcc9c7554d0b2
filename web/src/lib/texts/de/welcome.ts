/** Die erste Seite für Besucherinnen. */
export const welcome = {
  title: 'Der Laden, der Ihren Geschmack lernt',
  text: 'Nach rechts, was gefällt, nach links der Rest. Jede Wahl ändert, was als Nächstes kommt, und Sie sehen immer, warum.',
  tryDemo: 'Mit dem Demokonto ausprobieren',
  signUp: 'Konto anlegen',
  signIn: 'Anmelden',
  browse: 'Erst einmal umsehen',
  boutiques: 'Sechs Boutiquen, ein Stapel',
  newIn: 'Neu eingetroffen',
};
