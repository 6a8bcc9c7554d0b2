import { expect, test } from 'vitest';
import type { DeckCard } from '@/api/types';
import { Deck, type Hand } from './deck';

function card(item_id: number): DeckCard {
  return {
    item_id,
    name: `Dress ${item_id}`,
    brand: 'Ostra',
    category: 'dress',
    price: { amount: 4900, currency: 'EUR' },
    image_url: null,
    image_colour: null,
    image_srcset: null,
    image_blurhash: null,
    boutique_id: 1,
    in_stock: true,
    score: 1,
    reasons: [],
  };
}

const hand = (...items: DeckCard[]): Hand => ({ items, seen_count: 0 });
const send = (itemId: number) => `swipe ${itemId}`;
const idsOf = (deck: Deck) => deck.state.get().cards.map(({ item_id }) => item_id);

/** A shop that answers with these decks, one after the other, when it is let. */
function shopOf(...answers: number[][]) {
  const asked: number[][] = [];
  const waiting: (() => void)[] = [];
  const load = (exclude: number[]) => {
    const answer = (answers[asked.length] ?? []).map(card);
    asked.push(exclude);
    return new Promise<Hand>((resolve) => waiting.push(() => resolve(hand(...answer))));
  };
  const answer = async () => {
    waiting.shift()?.();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { load, asked, answer };
}

test('a swipe replaces all cards but the one in view, without waiting for the new ones', async () => {
  const shop = shopOf([1, 2, 3, 4], [7, 8, 9]);
  const deck = new Deck(shop.load);
  void deck.refresh();
  await shop.answer();
  deck.swipe('right', send);
  void deck.refresh();
  expect(idsOf(deck)).toEqual([2, 3, 4]);
  expect(shop.asked[1]).toEqual([2, 3]);
  await shop.answer();
  expect(idsOf(deck)).toEqual([2, 3, 7, 8, 9]);
});

test('no card comes twice, even when the shop had not heard of the swipe yet', async () => {
  const shop = shopOf([1, 2, 3, 4], [1, 3, 4, 4, 5]);
  const deck = new Deck(shop.load);
  void deck.refresh();
  await shop.answer();
  void deck.refresh();
  deck.swipe('left', send);
  deck.swipe('left', send);
  await shop.answer();
  expect(idsOf(deck)).toEqual([3, 4, 5]);
});

test('swipes while the shop is asked make it ask once more, not once each', async () => {
  const shop = shopOf([1, 2, 3, 4], [5, 6], [7, 8]);
  const deck = new Deck(shop.load);
  void deck.refresh();
  await shop.answer();
  for (let swipes = 0; swipes < 3; swipes += 1) void deck.refresh();
  await shop.answer();
  await shop.answer();
  expect(shop.asked).toHaveLength(3);
  expect(idsOf(deck)).toEqual([1, 2, 7, 8]);
});

test('undo puts the cards back on top, in turn, and they stay there', async () => {
  const shop = shopOf([1, 2, 3, 4, 5], [8, 9]);
  const deck = new Deck(shop.load);
  void deck.refresh();
  await shop.answer();
  for (let swipes = 0; swipes < 3; swipes += 1) deck.swipe('left', send);
  expect([deck.undo(), deck.undo(), deck.undo()].map((back) => back?.clientId)).toEqual([
    'swipe 3',
    'swipe 2',
    'swipe 1',
  ]);
  expect(deck.undo()).toBeNull();
  void deck.refresh();
  expect(shop.asked[1]).toEqual([1, 2, 3]);
  await shop.answer();
  expect(idsOf(deck)).toEqual([1, 2, 3, 8, 9]);
});

test('a failure keeps the cards that are there', async () => {
  let isDown = false;
  const deck = new Deck(() =>
    isDown ? Promise.reject(new Error('down')) : Promise.resolve(hand(card(1), card(2))),
  );
  await deck.refresh();
  isDown = true;
  await deck.refresh();
  expect(idsOf(deck)).toEqual([1, 2]);
  expect(deck.state.get().error).toEqual(new Error('down'));
  expect(deck.state.get().isLoading).toBe(false);
});

test('the deck ends when the shop has no card left', async () => {
  const deck = new Deck(() => Promise.resolve(hand()));
  await deck.refresh();
  expect(deck.state.get()).toMatchObject({ cards: [], isExhausted: true });
  expect(deck.swipe('left', send)).toBeNull();
});

test('the deck ends when the shop offers only what was swiped already', async () => {
  const deck = new Deck(() => Promise.resolve(hand(card(1))));
  await deck.refresh();
  deck.swipe('left', send);
  await deck.refresh();
  expect(deck.state.get()).toMatchObject({ cards: [], isExhausted: true });
});

test('the deck has not ended while a card is in view', async () => {
  const shop = shopOf([1], []);
  const deck = new Deck(shop.load);
  void deck.refresh();
  await shop.answer();
  void deck.refresh();
  await shop.answer();
  expect(deck.state.get()).toMatchObject({ cards: [card(1)], isExhausted: false });
});

test('what this device showed last is there before the shop answers, and counts go on from the shop’s', async () => {
  const deck = new Deck(() => Promise.resolve({ ...hand(card(8), card(9)), seen_count: 40 }), {
    cards: [card(1), card(2), card(3)],
    seenCount: 39,
  });
  expect(idsOf(deck)).toEqual([1, 2, 3]);
  await deck.refresh();
  expect(idsOf(deck)).toEqual([1, 2, 8, 9]);
  deck.swipe('left', send);
  expect(deck.state.get().seenCount).toBe(41);
  deck.undo();
  expect(deck.state.get().seenCount).toBe(40);
});
