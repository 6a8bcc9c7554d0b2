import { expect, test } from 'vitest';
import { Problem, Unreachable } from '@/api/problem';
import { type Doors, type NewGroup, type Remembered, Uploads } from './uploads';

const file = (name: string) => new File(['x'], name, { type: 'image/jpeg' });

const group = (...names: string[]): NewGroup => ({
  said: {},
  garmentId: null,
  photos: names.map((name) => ({ file: file(name), preview: null })),
});

/** A shop that takes what it gets, unless a test says otherwise. */
function shop(changed: Partial<Doors> = {}) {
  const kept: string[] = [];
  const sent: string[] = [];
  const shelf = new Map<string, Remembered>();
  const forgotten: string[] = [];
  const waiting: (() => void)[] = [];
  const doors: Doors = {
    keep: async (_said, key) => {
      if (!kept.includes(key)) kept.push(key);
      return `garment-${kept.indexOf(key)}`;
    },
    send: async (garmentId, { name }, replaces) => {
      sent.push([garmentId, name, ...(replaces ? [replaces] : [])].join(' '));
      return { photoId: `photo-${name}`, jobId: `job-${name}` };
    },
    end: async () => null,
    takeDown: async () => undefined,
    forget: async (garmentId) => void forgotten.push(garmentId),
    remember: (one) => shelf.set(one.key, one),
    drop: (keys) => keys.forEach((key) => shelf.delete(key)),
    whenBack: (call) => waiting.push(call),
    ...changed,
  };
  const uploads = new Uploads(doors);
  return { uploads, kept, sent, shelf, forgotten, waiting };
}

const settle = () => new Promise((wake) => setTimeout(wake, 0));

const states = (uploads: Uploads) => uploads.list.get().map(({ state }) => state);

const keyOf = (uploads: Uploads, at = 0) => uploads.list.get()[at]?.key ?? '';

test('each group becomes one garment, with its photos in order', async () => {
  const { uploads, kept, sent, shelf } = shop();
  uploads.add([group('a', 'b'), group('c')]);
  expect(shelf.size).toBe(3);
  await settle();
  expect(kept).toHaveLength(2);
  expect(sent.filter((one) => one.startsWith('garment-0'))).toEqual(['garment-0 a', 'garment-0 b']);
  expect(states(uploads)).toEqual(['done', 'done', 'done']);
  expect(shelf.size).toBe(0);
});

test('thirty photos are sent a few at a time', async () => {
  let open = 0;
  let most = 0;
  const { uploads } = shop({
    end: async () => {
      most = Math.max(most, (open += 1));
      await settle();
      open -= 1;
      return null;
    },
  });
  uploads.add(Array.from({ length: 30 }, (_, number) => group(`${number}`)));
  while (states(uploads).some((state) => state !== 'done')) await settle();
  expect(most).toBe(3);
});

test('what the network stops waits, keeps its garment, and goes on by itself', async () => {
  let isGone = true;
  const { uploads, kept, waiting } = shop({
    send: async () => {
      if (isGone) throw new Unreachable();
      return { photoId: 'photo', jobId: null };
    },
  });
  uploads.add([group('a', 'b')]);
  await settle();
  expect(states(uploads)).toEqual(['waiting', 'waiting']);
  expect(uploads.isStalled.get()).toBe(true);
  isGone = false;
  waiting.forEach((call) => call());
  await settle();
  expect(states(uploads)).toEqual(['done', 'done']);
  expect(kept).toHaveLength(1);
});

test('one that fails says why, and stops none of the others', async () => {
  const { uploads } = shop({ end: async (job) => (job === 'job-b' ? 'This is no picture.' : null) });
  uploads.add([group('a', 'b', 'c')]);
  await settle();
  expect(states(uploads)).toEqual(['done', 'failed', 'done']);
  expect(uploads.list.get()[1]).toMatchObject({ failure: 'unfit', detail: 'This is no picture.' });
});

test('another photo takes the place of the one that was refused', async () => {
  const { uploads, sent } = shop({ end: async (job) => (job === 'job-a' ? 'Too small.' : null) });
  uploads.add([group('a')]);
  await settle();
  uploads.exchange(keyOf(uploads), file('b'), null);
  await settle();
  expect(sent).toEqual(['garment-0 a', 'garment-0 b photo-a']);
  expect(states(uploads)).toEqual(['done']);
});

test('what the shop was too busy for can be sent again', async () => {
  let isBusy = true;
  const { uploads } = shop({
    keep: async () => {
      if (isBusy) throw new Problem(503, 'Busy', '');
      return 'garment';
    },
  });
  uploads.add([group('a')]);
  await settle();
  expect(uploads.list.get()[0]).toMatchObject({ state: 'failed', failure: 'busy' });
  isBusy = false;
  uploads.again(keyOf(uploads));
  await settle();
  expect(states(uploads)).toEqual(['done']);
});

test.each([
  [{}, ['garment-0']],
  [{ name: 'Coat' }, []],
])('a garment of which %o was said and nothing arrived: %o goes', async (said, gone) => {
  const { uploads, forgotten, shelf } = shop({ end: async () => 'Broken.' });
  uploads.add([{ ...group('a'), said }]);
  await settle();
  await uploads.leaveOut(keyOf(uploads));
  expect(forgotten).toEqual(gone);
  expect([uploads.list.get(), shelf.size]).toEqual([[], 0]);
});

test('what an earlier page left is sent for the same garment', async () => {
  const first = shop({ send: () => new Promise(() => undefined) });
  first.uploads.add([group('a', 'b')]);
  await settle();
  const second = shop();
  second.uploads.restore([...first.shelf.values()]);
  await settle();
  expect(second.kept).toEqual([]);
  expect(second.sent).toEqual(['garment-0 a', 'garment-0 b']);
});

test('nothing of one shopper is left for the next', async () => {
  const { uploads, shelf } = shop({ send: () => new Promise(() => undefined) });
  uploads.add([group('a'), group('b')]);
  await settle();
  uploads.clear();
  expect([uploads.list.get(), shelf.size]).toEqual([[], 0]);
});
