/** Why a card is here, in the shopper's language; the facts are the model's. */
import type { Reason } from '@/api/types';
import { texts } from '@/lib/texts';
import { wordOf, wordsOf } from '@/lib/texts/words';

export function sentenceOf({ kind, value, text }: Reason): string {
  const { deck } = texts();
  const word = value ?? '';
  switch (kind) {
    case 'liked_item':
      return deck.because(word || deck.gone);
    case 'colour':
      return deck.inColour(wordOf(word));
    case 'brand':
      return deck.fromBrand(word);
    case 'category':
      return deck.ofKind(wordOf(word));
    case 'tag':
      return deck.withTags(wordsOf(word.split(', ')));
    case 'pattern':
    case 'material':
      return deck.withTags(wordOf(word));
    case 'preference':
      return deck.asTold(saidOf(word));
    case 'learning':
      return deck.toLearn(wordOf(word));
    case 'popular':
      return deck.popular;
    case 'new':
      return deck.isNew;
    default:
      return text;
  }
}

/** What she told us, in the words of the question: a fit, an occasion, or a word of the catalogue. */
function saidOf(word: string): string {
  const { fits, occasion } = texts().quiz;
  return { ...fits, ...occasion }[word] ?? wordOf(word);
}
