/** The deck of the signed-in shopper; it outlives a visit to another page, so that coming back shows the same card. */
import { getRecommendationsItems } from '@/api/generated';
import type { DeckAnswer } from '@/api/types';
import { Deck } from '@/features/recommendations/deck';
import { keepCards, keptCards } from '@/features/recommendations/kept';
import { queueOf } from '@/features/swipes/useSwipes';

const PREFETCHED = 10;
const PICTURES_AHEAD = 3;

/** What the deck is narrowed to. */
export interface Wish {
  category?: string | undefined;
  price_max?: number | undefined;
}

let current: { key: string; deck: Deck<DeckAnswer> } | null = null;

export function deckOf(userId: number, wish: Wish): Deck<DeckAnswer> {
  const key = `${userId} ${wish.category ?? ''} ${wish.price_max ?? ''}`;
  if (current?.key !== key) {
    current = { key, deck: newDeck(userId, wish) };
    void current.deck.refresh();
  }
  return current.deck;
}

/** The next deck is made anew: what the shopper told about herself has changed. */
export function forgetDeck(): void {
  current = null;
}

function newDeck(userId: number, wish: Wish): Deck<DeckAnswer> {
  const queue = queueOf(userId);
  const isWhole = wish.category === undefined && wish.price_max === undefined;
  const deck = new Deck<DeckAnswer>(
    async (held) => {
      const exclude = [...new Set([...held, ...queue.itemsUnderway()])].join(',');
      const answer = await getRecommendationsItems({
        query: { limit: PREFETCHED, ...definedOf(wish), ...(exclude && { exclude }) },
      });
      return { ...answer, seen_count: answer.seen_count + queue.state.get().waiting };
    },
    isWhole ? keptCards(userId) : undefined,
  );
  deck.state.subscribe(() => {
    const { cards, seenCount } = deck.state.get();
    fetchPictures(cards.slice(1, 1 + PICTURES_AHEAD));
    if (isWhole) keepCards(userId, cards, seenCount);
  });
  return deck;
}

function definedOf({ category, price_max }: Wish) {
  return { ...(category !== undefined && { category }), ...(price_max !== undefined && { price_max }) };
}

const fetched = new Set<string>();

/** Ahead of time, in the size that the card will choose. */
function fetchPictures(cards: readonly { image_url: string | null; image_srcset?: string | null }[]): void {
  for (const { image_url, image_srcset } of cards) {
    if (image_url === null || fetched.has(image_url)) continue;
    fetched.add(image_url);
    const picture = new Image();
    picture.sizes = CARD_SIZES;
    if (image_srcset) picture.srcset = image_srcset;
    picture.src = image_url;
  }
}

/** How wide a card of the deck is shown. */
export const CARD_SIZES = '(min-width: 900px) 520px, 94vw';
