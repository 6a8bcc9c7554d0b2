/** The swipes of one shopper that still have to reach the shop, kept in localStorage so that closing the tab loses none. */
import type { Direction } from '@/api/types';

export interface SwipeEntry {
  kind: 'swipe';
  client_id: string;
  item_id: number;
  direction: Direction;
  swiped_at: string;
  /** It was sent at least once: whether the shop has it is no longer known for sure here. */
  isTried?: boolean;
}

export interface UndoEntry {
  kind: 'undo';
  client_id: string;
}

export type Entry = SwipeEntry | UndoEntry;

/** An entry as it is stored, with its place in the row. */
interface Stored {
  order: number;
  entry: Entry;
}

/** Each entry has a key of its own: two tabs that write at once overwrite nothing of each other. */
export class Entries {
  readonly #prefix: string;
  readonly #storage: Storage;

  constructor(userId: number, storage: Storage = localStorage) {
    this.#prefix = `modiste.swipes.${userId}.`;
    this.#storage = storage;
  }

  /** In the order in which they were made; always from the storage, because other tabs write there too. */
  list(): Entry[] {
    return this.#stored().map(({ entry }) => entry);
  }

  add(entry: Entry): void {
    const last = this.#stored().at(-1)?.order ?? 0;
    this.#write({ order: Math.max(Date.now(), last + 1), entry });
  }

  /** Take a swipe back. True when it was never sent, so that nobody has to be told. */
  undo(clientId: string): boolean {
    const key = this.#keyOf({ kind: 'swipe', client_id: clientId });
    const swipe = this.#read(key)?.entry;
    if (swipe?.kind === 'swipe' && !swipe.isTried) {
      this.#storage.removeItem(key);
      return true;
    }
    this.add({ kind: 'undo', client_id: clientId });
    return false;
  }

  markTried(swipes: readonly SwipeEntry[]): void {
    for (const swipe of swipes) {
      const stored = this.#read(this.#keyOf(swipe));
      if (stored) this.#write({ ...stored, entry: { ...swipe, isTried: true } });
    }
  }

  remove(done: readonly Entry[]): void {
    for (const entry of done) this.#storage.removeItem(this.#keyOf(entry));
  }

  #stored(): Stored[] {
    const found: Stored[] = [];
    for (let index = 0; index < this.#storage.length; index += 1) {
      const key = this.#storage.key(index);
      const stored = key?.startsWith(this.#prefix) ? this.#read(key) : null;
      if (stored) found.push(stored);
    }
    return found.sort((one, other) => one.order - other.order);
  }

  #read(key: string): Stored | null {
    try {
      const found: unknown = JSON.parse(this.#storage.getItem(key) ?? 'null');
      return isStored(found) && this.#keyOf(found.entry) === key ? found : null;
    } catch {
      return null; // what is written there is not ours
    }
  }

  #write(stored: Stored): void {
    this.#storage.setItem(this.#keyOf(stored.entry), JSON.stringify(stored));
  }

  #keyOf({ kind, client_id }: Pick<Entry, 'kind' | 'client_id'>): string {
    return `${this.#prefix}${kind}.${client_id}`;
  }
}

function isStored(value: unknown): value is Stored {
  if (typeof value !== 'object' || value === null) return false;
  const { order, entry } = value as Partial<Stored>;
  return typeof order === 'number' && isEntry(entry);
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const entry = value as Omit<Partial<SwipeEntry>, 'kind'> & { kind?: string };
  if (typeof entry.client_id !== 'string') return false;
  if (entry.kind === 'undo') return true;
  return (
    entry.kind === 'swipe' &&
    typeof entry.item_id === 'number' &&
    /^(left|right)$/.test(entry.direction ?? '')
  );
}
