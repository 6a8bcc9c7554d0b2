/** Photos that did not arrive yet, kept on this device, so that a page that is closed or reloaded loses none. */
import type { Remembered } from './uploads';

const NAME = 'modiste.uploads';
const STORE = 'photos';

interface Entry extends Remembered {
  owner: number;
  at: number;
}

function opened(): Promise<IDBDatabase> {
  return settled(indexedDB.open(NAME, 1), ({ result }) =>
    result.createObjectStore(STORE, { keyPath: 'key' }),
  );
}

function settled<T>(request: IDBRequest<T>, upgrade?: (request: IDBRequest<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    if (upgrade) (request as unknown as IDBOpenDBRequest).onupgradeneeded = () => upgrade(request);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error(NAME));
  });
}

async function within<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await opened();
  try {
    return await settled(work(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/** A browser that keeps nothing, as some do in private windows, sends all the same. */
export function remember(owner: number, one: Remembered): void {
  within('readwrite', (store) => store.put({ ...one, owner, at: Date.now() } satisfies Entry)).catch(
    () => undefined,
  );
}

export function drop(keys: readonly string[]): void {
  for (const key of keys) within('readwrite', (store) => store.delete(key)).catch(() => undefined);
}

/** What this shopper left here, in the order in which it was chosen; what others left goes. */
export async function remembered(owner: number): Promise<Remembered[]> {
  const all =
    (await within('readonly', (store) => store.getAll() as IDBRequest<Entry[]>).catch(() => [])) ?? [];
  drop(all.filter((one) => one.owner !== owner).map(({ key }) => key));
  return all.filter((one) => one.owner === owner).sort((one, other) => one.at - other.at);
}
