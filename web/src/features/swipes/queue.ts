/** Sends swipes to the shop one after the other, in order, each exactly once in effect; waits while it is offline. */
import { Problem, Unreachable } from '@/api/problem';
import type { Direction } from '@/api/types';
import { alone } from '@/lib/locks';
import { Signal } from '@/lib/signal';
import { newUuid } from '@/lib/uuid';
import type { Entries, Entry, SwipeEntry } from './entries';

const MOST_AT_ONCE = 100;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** What became of sending: taken, to be tried again later, or one by one, or refused for good with a sentence for the shopper. */
const TAKEN = Symbol('taken');
const LATER = Symbol('later');
const SMALLER = Symbol('smaller');
type Outcome = typeof TAKEN | typeof LATER | typeof SMALLER | { refusal: string };

/** The three requests that the queue makes; the tests put their own shop here. */
export interface Shop {
  record(swipe: SwipeEntry): Promise<unknown>;
  recordAll(swipes: SwipeEntry[]): Promise<{ refused: string[] }>;
  takeBack(clientId: string): Promise<unknown>;
}

export interface QueueState {
  waiting: number;
  isOffline: boolean;
  /** The last thing that the shop refused for good, to be told to the shopper. */
  refusal: string | null;
}

export class SwipeQueue {
  readonly state: Signal<QueueState>;
  /** Counts how often everything that waited had reached the shop: the moment to ask for a fresh deck. */
  readonly settled = new Signal(0);
  #most = MOST_AT_ONCE;
  #running = false;
  #isStopped = false;
  #wait = FIRST_WAIT_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly userId: number,
    private readonly entries: Entries,
    private readonly shop: Shop,
  ) {
    this.state = new Signal<QueueState>({ waiting: entries.list().length, isOffline: false, refusal: null });
  }

  swipe(itemId: number, direction: Direction): string {
    const client_id = newUuid();
    this.entries.add({
      kind: 'swipe',
      client_id,
      item_id: itemId,
      direction,
      swiped_at: new Date().toISOString(),
    });
    this.#count();
    void this.drain();
    return client_id;
  }

  undo(clientId: string): void {
    const wasNeverSent = this.entries.undo(clientId);
    this.#count();
    if (wasNeverSent && !this.entries.list().length) this.#settle();
    void this.drain();
  }

  /** The items whose swipes the shop may not know yet: it must not offer them again. */
  itemsUnderway(): number[] {
    return this.entries.list().flatMap((entry) => (entry.kind === 'swipe' ? [entry.item_id] : []));
  }

  forgetRefusal = (): void => this.#count({ refusal: null });

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Send what waits. Calling this while it runs, or in a second tab, does no harm. */
  drain = async (): Promise<void> => {
    if (this.#running || this.#isStopped) return;
    this.#running = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    try {
      await alone(`modiste.swipes.${this.userId}`, () => this.#sendAll());
    } finally {
      this.#running = false;
    }
    if (!this.#isStopped && this.entries.list().length && this.#timer === undefined) void this.drain();
  };

  async #sendAll(): Promise<void> {
    let hasSent = false;
    for (let next = this.#next(); next.length && !this.#isStopped; next = this.#next()) {
      const outcome = await this.#send(next);
      if (outcome === LATER) return;
      if (outcome === SMALLER) continue;
      this.entries.remove(next);
      this.#wait = FIRST_WAIT_MS;
      hasSent = true;
      this.#count({ isOffline: false, ...(outcome === TAKEN ? {} : { refusal: outcome.refusal }) });
    }
    if (hasSent && !this.#isStopped) this.#settle();
  }

  /** One undo, or all swipes up to the next undo. */
  #next(): Entry[] {
    const entries = this.entries.list();
    const firstUndo = entries.findIndex((entry) => entry.kind === 'undo');
    if (firstUndo === 0) return entries.slice(0, 1);
    return entries.slice(0, Math.min(firstUndo === -1 ? entries.length : firstUndo, this.#most));
  }

  async #send(entries: Entry[]): Promise<Outcome> {
    const swipes = entries.filter((entry) => entry.kind === 'swipe');
    this.entries.markTried(swipes);
    try {
      const [first] = entries;
      if (first?.kind === 'undo') await this.shop.takeBack(first.client_id);
      else if (swipes.length === 1 && swipes[0]) await this.shop.record(swipes[0]);
      else {
        const { refused } = await this.shop.recordAll(swipes);
        if (refused[0] !== undefined) return { refusal: refused[0] };
      }
      return TAKEN;
    } catch (error) {
      return this.#afterFailure(error, entries);
    }
  }

  #afterFailure(error: unknown, entries: Entry[]): Outcome {
    if (error instanceof Problem && isFinal(error)) {
      if (entries.length > 1) {
        this.#most = 1; // one bad swipe must not take the others with it
        return SMALLER;
      }
      const wasUndone = entries[0]?.kind === 'undo' && error.status === 404;
      return wasUndone ? TAKEN : { refusal: error.message };
    }
    this.#count({
      isOffline: error instanceof Unreachable || (error instanceof Problem && error.status >= 500),
    });
    const wait =
      (error instanceof Problem && error.retryAfterSeconds ? error.retryAfterSeconds * 1000 : 0) ||
      this.#wait;
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
    this.#timer = setTimeout(() => void this.drain(), wait);
    return LATER;
  }

  #settle(): void {
    this.#most = MOST_AT_ONCE;
    this.settled.set(this.settled.get() + 1);
  }

  #count(change: Partial<QueueState> = {}): void {
    this.state.set({ ...this.state.get(), ...change, waiting: this.entries.list().length });
  }
}

/** Sending the same again cannot help. A lost session (401) can: the swipes wait until their owner signs in again. */
function isFinal(problem: Problem): boolean {
  return problem.status >= 400 && problem.status < 500 && ![401, 408, 425, 429].includes(problem.status);
}
