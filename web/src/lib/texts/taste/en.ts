/** What was learnt of a shopper's taste, and taking it back. */
import { pluralsIn } from '@/lib/texts/plurals';
import type { Widened } from '@/lib/texts/texts';

const many = pluralsIn('en');

export const taste = {
  title: 'What we think you like',
  text: 'Made from your swipes alone. Remove what is wrong: the next card obeys.',
  more: 'More of',
  less: 'Less of',
  evidence: (liked: number, seen: number) =>
    `liked ${liked} of ${many(seen, { one: '# card', other: '# cards' })}`,
  remove: (what: string) => `Forget “${what}”`,
  removed: 'You took out',
  giveBack: (what: string) => `Count “${what}” again`,
  empty: 'Nothing yet',
  emptyText: (missing: number) =>
    many(missing, {
      one: 'One more swipe, and the first pattern may show.',
      other: '# more swipes, and the first patterns may show.',
    }),
  noPattern: 'Your likes are spread wide: no pattern is strong enough to be named.',
  reset: 'Start over',
  resetText:
    'Forgets what your swipes said. Your favourites stay; cards you passed may come again. This cannot be undone.',
  resetNow: 'Forget my taste',
  how: 'How the deck is made',
  howText:
    'Each card is scored by what shoppers with a taste like yours chose, by the kinds, colours and details you saved or passed, by how popular and how new it is. Nobody pays for a place.',
  kinds: {
    category: 'Kind',
    colour: 'Colour',
    tag: 'Style',
    brand: 'Brand',
    pattern: 'Pattern',
    material: 'Material',
  },
};

export type TasteTexts = Widened<typeof taste>;
