/** The deck of this shopper with what is said of each swipe; asks for fresh cards when the shop knows of the swipes. */
import { useEffect, useState } from 'react';
import type { DeckCard, Direction, User } from '@/api/types';
import { queueOf } from '@/features/swipes/useSwipes';
import { formatMoney } from '@/lib/money';
import { useSignal } from '@/lib/signal';
import { useTexts } from '@/lib/texts';
import { type Wish, deckOf } from './decks';

export function useDeck(user: User, wish: Wish) {
  const { deck: words } = useTexts();
  const userId = user.id;
  const queue = queueOf(userId);
  const deck = deckOf(userId, wish);
  const { cards } = useSignal(deck.state);
  const [said, setSaid] = useState('');

  useEffect(() => queue.settled.subscribe(() => void deck.refresh()), [queue, deck]);
  const isEmpty = cards.length === 0;
  useEffect(() => {
    if (isEmpty) void deck.refresh();
  }, [isEmpty, deck]);

  const takeTop = (direction: Direction) => {
    const swiped = deck.swipe(direction, (itemId) => queue.swipe(itemId, direction));
    if (!swiped) return null;
    const say = direction === 'right' ? words.saved : words.passed;
    setSaid(say(nameOf(swiped.card), cards.length - 1));
    if (direction === 'right' && user.preferences.haptics !== false) navigator.vibrate?.(10);
    return swiped;
  };
  const takeBack = () => {
    const back = deck.undo();
    if (!back) return null;
    queue.undo(back.clientId);
    setSaid(words.back(nameOf(back.card), cards.length + 1));
    return back;
  };
  return { deck, queue, said, takeTop, takeBack };
}

function nameOf(card: DeckCard): string {
  return `${card.name}, ${formatMoney(card.price)}`;
}
