/** The deck of the signed-in shopper; it outlives a visit to another page, so that coming back shows the same card. */
import { getRecommendationsItems } from '@/api/generated';
import { Deck } from '@/features/recommendations/deck';
import { queueOf } from '@/features/swipes/useSwipes';

const PREFETCHED = 10;
let current: { userId: number; deck: Deck } | null = null;

export function deckOf(userId: number): Deck {
  if (current?.userId !== userId) current = { userId, deck: newDeck(userId) };
  return current.deck;
}

function newDeck(userId: number): Deck {
  const queue = queueOf(userId);
  return new Deck(async (held) => {
    const exclude = [...new Set([...held, ...queue.itemsUnderway()])].join(',');
    const { items } = await getRecommendationsItems({
      query: { limit: PREFETCHED, explain: true, ...(exclude && { exclude }) },
    });
    for (const { image_url } of items) if (image_url !== null) new Image().src = image_url;
    return items;
  });
}
