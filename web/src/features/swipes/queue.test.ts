import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Problem, Unreachable } from '@/api/problem';
import { Entries } from './entries';
import { type Shop, SwipeQueue } from './queue';

class Memory implements Storage {
  readonly values = new Map<string, string>();
  get length() {
    return this.values.size;
  }
  clear = () => this.values.clear();
  key = (index: number) => [...this.values.keys()][index] ?? null;
  getItem = (key: string) => this.values.get(key) ?? null;
  setItem = (key: string, value: string) => void this.values.set(key, value);
  removeItem = (key: string) => void this.values.delete(key);
}

/** A shop that writes down what it was told, in order; `trouble` is thrown instead when it gives something. */
class FakeShop implements Shop {
  readonly told: string[] = [];
  trouble: (what: string) => unknown = () => null;

  record = (swipe: { item_id: number; direction: string }) =>
    this.#hear(`${swipe.direction} ${swipe.item_id}`, {});
  recordAll = (swipes: { item_id: number }[]) =>
    this.#hear(`batch ${swipes.map(({ item_id }) => item_id).join(' ')}`, { refused: [] as string[] });
  takeBack = (clientId: string) => this.#hear(`undo ${clientId}`, {});

  async #hear<T>(what: string, answer: T): Promise<T> {
    await Promise.resolve();
    const trouble = this.trouble(what);
    if (trouble !== null) throw trouble;
    this.told.push(what);
    return answer;
  }
}

let memory: Memory;
let shop: FakeShop;
let queue: SwipeQueue;
const newQueue = (userId = 1) => new SwipeQueue(userId, new Entries(userId, memory), shop);
const rest = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('navigator', {}); // one tab, no Web Locks
  memory = new Memory();
  shop = new FakeShop();
  queue = newQueue();
});

afterEach(() => {
  queue.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('sends each swipe once, in order, and says when all have arrived', async () => {
  queue.swipe(1, 'right');
  await rest();
  queue.swipe(2, 'left');
  await rest();
  expect(shop.told).toEqual(['right 1', 'left 2']);
  expect(queue.settled.get()).toBe(2);
  expect(memory.values.size).toBe(0);
});

test('swipes made offline wait, survive the tab, and go together when the network is back', async () => {
  shop.trouble = () => new Unreachable();
  for (const item of [1, 2, 3]) queue.swipe(item, 'right');
  await rest();
  expect(queue.state.get()).toMatchObject({ waiting: 3, isOffline: true });
  expect(queue.itemsUnderway()).toEqual([1, 2, 3]);
  queue.stop();

  shop.trouble = () => null;
  queue = newQueue();
  expect(queue.state.get().waiting).toBe(3);
  await queue.drain();
  expect(shop.told).toEqual(['batch 1 2 3']);
  expect(queue.state.get()).toMatchObject({ waiting: 0, isOffline: false });
});

test('tries again by itself, ever more rarely', async () => {
  let tries = 0;
  shop.trouble = () => ((tries += 1) < 4 ? new Unreachable() : null);
  queue.swipe(1, 'right');
  await vi.advanceTimersByTimeAsync(1_000 + 2_000 + 4_000 - 1);
  expect(tries).toBe(3);
  await vi.advanceTimersByTimeAsync(1);
  expect(shop.told).toEqual(['right 1']);
});

test('waits as long as the shop asks it to', async () => {
  let isBusy = true;
  shop.trouble = () => (isBusy ? new Problem(429, 'Too many', '', {}, 7) : null);
  queue.swipe(1, 'right');
  await rest();
  isBusy = false;
  await vi.advanceTimersByTimeAsync(6_999);
  expect(shop.told).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(shop.told).toEqual(['right 1']);
});

test('undo of a swipe that was never sent tells nobody', async () => {
  shop.trouble = () => new Unreachable();
  queue.swipe(1, 'right');
  await rest();
  const second = queue.swipe(2, 'left');
  queue.undo(second);
  shop.trouble = () => null;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(shop.told).toEqual(['right 1']);
});

test('undo of a swipe that may have arrived is sent after it', async () => {
  shop.trouble = () => new Unreachable();
  const first = queue.swipe(1, 'right');
  await rest();
  queue.undo(first);
  shop.trouble = () => null;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(shop.told).toEqual(['right 1', `undo ${first}`]);
});

test('an undo that the shop knows nothing of is done', async () => {
  const first = queue.swipe(1, 'right');
  await rest();
  shop.trouble = (what) => (what.startsWith('undo') ? new Problem(404, 'No such swipe', '') : null);
  queue.undo(first);
  await rest();
  expect(queue.state.get()).toMatchObject({ waiting: 0, refusal: null });
});

test('a refused swipe is told of and does not hold up the others', async () => {
  shop.trouble = (what) => (what === 'right 1' ? new Problem(404, 'There is no such item', '') : null);
  queue.swipe(1, 'right');
  await rest();
  queue.swipe(2, 'right');
  await rest();
  expect(shop.told).toEqual(['right 2']);
  expect(queue.state.get().refusal).toBe('There is no such item');
  queue.forgetRefusal();
  expect(queue.state.get().refusal).toBeNull();
});

test('a refused batch is sent one by one: a bad swipe takes no other with it', async () => {
  shop.trouble = () => new Unreachable();
  for (const item of [1, 2, 3]) queue.swipe(item, 'right');
  await rest();
  shop.trouble = (what) =>
    what.startsWith('batch') || what === 'right 2' ? new Problem(422, 'Not valid', '') : null;
  await queue.drain();
  expect(shop.told).toEqual(['right 1', 'right 3']);
  expect(queue.state.get()).toMatchObject({ waiting: 0, refusal: 'Not valid' });
});

test('swipes of one shopper are never sent for another', async () => {
  shop.trouble = () => new Problem(401, 'Signed out', '');
  queue.swipe(1, 'right');
  await rest();
  queue.stop();
  shop.trouble = () => null;
  const other = newQueue(2);
  await other.drain();
  expect(shop.told).toEqual([]);
  expect(newQueue(1).state.get().waiting).toBe(1);
});

test('two tabs that write at the same moment lose no entry', () => {
  const one = new Entries(1, memory);
  const other = new Entries(1, memory);
  const write = memory.setItem;
  memory.setItem = (key, value) => {
    memory.setItem = write;
    other.add({ kind: 'undo', client_id: 'b' }); // after the first tab has read, before it writes
    write(key, value);
  };
  one.add({ kind: 'undo', client_id: 'a' });
  expect(
    one
      .list()
      .map(({ client_id }) => client_id)
      .sort(),
  ).toEqual(['a', 'b']);
});

test('entries keep their order, whatever the clock and the storage do', () => {
  const entries = new Entries(1, memory);
  const ids = ['c', 'a', 'b'];
  vi.setSystemTime(2_000_000);
  for (const client_id of ids) {
    entries.add({ kind: 'undo', client_id });
    vi.setSystemTime(1_000_000);
  }
  memory.key = (index) => [...memory.values.keys()].sort()[index] ?? null;
  expect(entries.list().map(({ client_id }) => client_id)).toEqual(ids);
});

test('what others wrote into the storage is passed over', () => {
  const undo = { kind: 'undo', client_id: 'a' } as const;
  new Entries(1, memory).add(undo);
  new Entries(11, memory).add({ kind: 'undo', client_id: 'of another shopper' });
  memory.setItem('modiste.swipes.1.swipe.b', '{"order":1,"entry":{"kind":"swipe","client_id":"b"}}');
  memory.setItem('modiste.swipes.1.undo.c', '{"order":1,"entry":{"kind":"undo","client_id":"d"}}');
  memory.setItem('modiste.swipes.1.undo.e', 'no JSON');
  memory.setItem('modiste.swipes.1.undo.f', '7');
  expect(new Entries(1, memory).list()).toEqual([undo]);
});
