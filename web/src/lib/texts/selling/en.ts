/** The way to a boutique of one’s own. */

export const selling = {
  ask: 'Do you sell clothes yourself?',
  link: 'Sell on Modiste',
};
