/**
 * Saves preferences by itself: what is changed counts at once, is sent after a short pause, and waits on this device
 * while the shop cannot be reached.
 */
import { Problem } from '@/api/problem';
import type { Preferences, User } from '@/api/types';
import { Signal } from '@/lib/signal';

export type Changes = Partial<Preferences>;

export interface SaverState {
  /** What the shop does not know yet. */
  waiting: Changes;
  state: 'idle' | 'saving' | 'saved' | 'failed';
  error: unknown;
}

const PAUSE_MS = 500;
const AGAIN_MS = 2_000; // and twice as long after each failure
const AGAIN_MOST_MS = 60_000;

export class Saver {
  readonly state: Signal<SaverState>;
  /** Counts what arrived. */
  readonly arrived = new Signal(0);
  readonly #key: string;
  readonly #send: (changes: Changes) => Promise<User>;
  readonly #storage: Storage;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isSending = false;
  #isStopped = false;
  #again = AGAIN_MS;

  constructor(
    readonly userId: number,
    send: (changes: Changes) => Promise<User>,
    storage: Storage = localStorage,
  ) {
    this.#key = `modiste.preferences.${userId}`;
    this.#send = send;
    this.#storage = storage;
    this.state = new Signal<SaverState>({ waiting: this.#kept(), state: 'idle', error: null });
  }

  change(changes: Changes): void {
    this.#set({ waiting: { ...this.state.get().waiting, ...changes }, state: 'saving', error: null });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), PAUSE_MS);
  }

  /** Nothing is sent any more; what waits is kept for the next visit. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#isStopped = true;
  }

  /** Send what waits, now. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#isSending || this.#isStopped) return;
    this.#isSending = true;
    try {
      while (this.#hasWaiting()) await this.#sendOnce();
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#isSending = false;
    }
  }

  async #sendOnce(): Promise<void> {
    const sent = this.state.get().waiting;
    this.#set({ waiting: sent, state: 'saving', error: null });
    await this.#send(sent);
    this.#again = AGAIN_MS;
    // What was changed again meanwhile still has to go.
    const waiting = Object.fromEntries(
      Object.entries(this.state.get().waiting).filter(
        ([name, value]) => sent[name as keyof Changes] !== value,
      ),
    );
    this.#set({ waiting, state: Object.keys(waiting).length ? 'saving' : 'saved', error: null });
    this.arrived.set(this.arrived.get() + 1);
  }

  #fail(error: unknown): void {
    const isRefused = error instanceof Problem && error.status === 422;
    // What the shop will never take is not kept to be refused for ever.
    this.#set({ waiting: isRefused ? {} : this.state.get().waiting, state: 'failed', error });
    if (isRefused || this.#isStopped) return;
    this.#timer = setTimeout(() => void this.flush(), this.#again);
    this.#again = Math.min(2 * this.#again, AGAIN_MOST_MS);
  }

  #hasWaiting(): boolean {
    return Object.keys(this.state.get().waiting).length > 0;
  }

  #set(next: SaverState): void {
    if (Object.keys(next.waiting).length) this.#storage.setItem(this.#key, JSON.stringify(next.waiting));
    else this.#storage.removeItem(this.#key);
    this.state.set(next);
  }

  #kept(): Changes {
    try {
      const kept: unknown = JSON.parse(this.#storage.getItem(this.#key) ?? '{}');
      return typeof kept === 'object' && kept !== null && !Array.isArray(kept) ? kept : {};
    } catch {
      return {}; // what is written there is not ours
    }
  }
}
