/** One at a time across all tabs of this browser, where the browser has Web Locks; else within this tab. */

const waiting = new Map<string, Promise<unknown>>();

export function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (globalThis.navigator?.locks) return navigator.locks.request(name, work);
  const before = waiting.get(name) ?? Promise.resolve();
  const mine = before.then(work, work);
  waiting.set(
    name,
    mine.catch(() => undefined),
  );
  return mine;
}
