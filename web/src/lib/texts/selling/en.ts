/** The way to a boutique of one’s own. */
import type { Widened } from '@/lib/texts/texts';

export const selling = {
  ask: 'Do you sell clothes yourself?',
  link: 'Sell on Modiste',
};

export type SellingTexts = Widened<typeof selling>;
