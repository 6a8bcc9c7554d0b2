/** The cards that this device showed last, so that the deck is there at once, before the network and without it. */
import type { DeckCard } from '@/api/types';
import { deckKey } from '@/lib/keys';

const LONGEST_MS = 6 * 60 * 60 * 1000; // prices and stock change
const MOST = 12;

interface Kept {
  at: number;
  cards: readonly DeckCard[];
  seenCount: number;
}

const nothing = { cards: [], seenCount: 0 };
let timer: ReturnType<typeof setTimeout> | undefined;

export function keptCards(userId: number): { cards: readonly DeckCard[]; seenCount: number } {
  try {
    const found = JSON.parse(localStorage.getItem(deckKey(userId)) ?? 'null') as Partial<Kept> | null;
    if (!found?.cards || !found.at || Date.now() - found.at > LONGEST_MS) return nothing;
    return { cards: found.cards, seenCount: found.seenCount ?? 0 };
  } catch {
    return nothing; // what is written there is not ours
  }
}

/** A moment later, so that writing costs no frame of a flight. */
export function keepCards(userId: number, cards: readonly DeckCard[], seenCount: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const kept: Kept = { at: Date.now(), cards: cards.slice(0, MOST), seenCount };
    localStorage.setItem(deckKey(userId), JSON.stringify(kept));
  }, 500);
}

/** Other people may use this device: nothing of her deck stays behind. */
export function forgetCards(userId: number): void {
  clearTimeout(timer);
  localStorage.removeItem(deckKey(userId));
}
