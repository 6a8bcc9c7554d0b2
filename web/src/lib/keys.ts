/** What is kept in localStorage under which name, where more than one script reads it. */

/** Who was signed in here last. */
export const SIGNED_IN = 'modiste.signed-in';

/** The language that was chosen here. */
export const LANGUAGE = 'modiste.language';

/** The cards that a shopper's deck showed last. */
export const deckKey = (userId: number) => `modiste.deck.${userId}`;
