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

export class Entries {
  readonly #key: string;
  readonly #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

  constructor(userId: number, storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = localStorage) {
    this.#key = `modiste.swipes.${userId}`;
    this.#storage = storage;
  }

  /** Always from the storage: other tabs write there too. */
  list(): Entry[] {
    try {
      const found: unknown = JSON.parse(this.#storage.getItem(this.#key) ?? '[]');
      return Array.isArray(found) ? found.filter(isEntry) : [];
    } catch {
      return []; // what is written there is not ours
    }
  }

  add(entry: Entry): void {
    this.#write([...this.list(), entry]);
  }

  /** Take a swipe back. True when it was never sent, so that nobody has to be told. */
  undo(clientId: string): boolean {
    const entries = this.list();
    const swipe = entries.find((entry) => entry.client_id === clientId && entry.kind === 'swipe');
    if (swipe?.kind === 'swipe' && !swipe.isTried) {
      this.#write(entries.filter((entry) => entry !== swipe));
      return true;
    }
    this.#write([...entries, { kind: 'undo', client_id: clientId }]);
    return false;
  }

  markTried(clientIds: ReadonlySet<string>): void {
    this.#write(
      this.list().map((entry) =>
        entry.kind === 'swipe' && clientIds.has(entry.client_id) ? { ...entry, isTried: true } : entry,
      ),
    );
  }

  remove(done: readonly Entry[]): void {
    const names = new Set(done.map(nameOf));
    this.#write(this.list().filter((entry) => !names.has(nameOf(entry))));
  }

  isAboutThis(event: StorageEvent): boolean {
    return event.key === this.#key;
  }

  #write(entries: Entry[]): void {
    if (entries.length) this.#storage.setItem(this.#key, JSON.stringify(entries));
    else this.#storage.removeItem(this.#key);
  }
}

function nameOf(entry: Entry): string {
  return `${entry.kind} ${entry.client_id}`;
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
