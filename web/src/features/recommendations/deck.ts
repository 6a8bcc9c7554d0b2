/** The cards in front of a shopper: what lies on top, what was swiped, and a rest that follows their taste. */
import type { DeckCard, Direction } from '@/api/types';
import { Signal } from '@/lib/signal';

const VISIBLE = 2; // the card in hand and the one seen behind it

export interface Swiped {
  clientId: string;
  card: DeckCard;
  direction: Direction;
}

/** What the shop answers when it is asked for cards. */
export interface Hand {
  items: DeckCard[];
  seen_count: number;
}

export interface DeckState<Given extends Hand = Hand> {
  cards: readonly DeckCard[];
  /** The swipes of this visit, the latest last: what undo takes back. */
  history: readonly Swiped[];
  isLoading: boolean;
  /** The shop has no further card for this shopper. */
  isExhausted: boolean;
  /** How many cards the shopper has swiped, ever. */
  seenCount: number;
  /** The shop's latest answer, for what it says beside the cards. */
  given: Given | null;
  error: unknown;
}

export class Deck<Given extends Hand = Hand> {
  readonly state: Signal<DeckState<Given>>;
  readonly #swiped = new Set<number>();
  readonly #returned = new Set<number>(); // taken back, not yet swiped again: they stay where they were put
  #isAskedAgain = false;

  /** `load` asks the shop for cards, but for those of the given ids; `kept` is what this device showed last. */
  constructor(
    private readonly load: (exclude: number[]) => Promise<Given>,
    kept: { cards: readonly DeckCard[]; seenCount: number } = { cards: [], seenCount: 0 },
  ) {
    this.state = new Signal<DeckState<Given>>({
      ...kept,
      history: [],
      isLoading: false,
      isExhausted: false,
      given: null,
      error: null,
    });
  }

  /** Take the top card away; null when there is none. */
  swipe(direction: Direction, send: (itemId: number) => string): Swiped | null {
    const { cards, history, seenCount } = this.state.get();
    const [card, ...rest] = cards;
    if (!card) return null;
    const swiped = { clientId: send(card.item_id), card, direction };
    this.#swiped.add(card.item_id);
    this.#returned.delete(card.item_id);
    this.#change({ cards: rest, history: [...history, swiped], seenCount: seenCount + 1 });
    return swiped;
  }

  /** Put the latest swiped card back on top; null when nothing was swiped in this visit. */
  undo(): Swiped | null {
    const { cards, history, seenCount } = this.state.get();
    const last = history.at(-1);
    if (!last) return null;
    this.#swiped.delete(last.card.item_id);
    this.#returned.add(last.card.item_id);
    const others = cards.filter((card) => card.item_id !== last.card.item_id);
    this.#change({
      cards: [last.card, ...others],
      history: history.slice(0, -1),
      seenCount: Math.max(0, seenCount - 1),
    });
    return last;
  }

  /**
   * Replace what the shopper has not seen yet by what the shop now thinks best. The cards in view stay, and the old
   * rest stays in use until the new one is there. Asked again meanwhile, it asks once more afterwards.
   */
  refresh = async (): Promise<void> => {
    if (this.state.get().isLoading) {
      this.#isAskedAgain = true;
      return;
    }
    this.#change({ isLoading: true });
    try {
      do {
        this.#isAskedAgain = false;
        const fresh = await this.load(this.#held().map((card) => card.item_id));
        this.#replaceRest(fresh);
      } while (this.#isAskedAgain);
      this.#change({ isLoading: false });
    } catch (error) {
      this.#change({ isLoading: false, error });
    }
  };

  #held(): DeckCard[] {
    return this.state
      .get()
      .cards.filter((card, index) => index < VISIBLE || this.#returned.has(card.item_id));
  }

  #replaceRest(given: Given): void {
    const held = this.#held();
    const taken = new Set([...this.#swiped, ...held.map((card) => card.item_id)]);
    const rest: DeckCard[] = [];
    for (const card of given.items) {
      if (taken.has(card.item_id)) continue;
      taken.add(card.item_id);
      rest.push(card);
    }
    const cards = [...held, ...rest];
    this.#change({ cards, given, seenCount: given.seen_count, isExhausted: cards.length === 0, error: null });
  }

  #change(change: Partial<DeckState<Given>>): void {
    this.state.set({ ...this.state.get(), ...change });
  }
}
