import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Problem, Unreachable } from '@/api/problem';
import type { User } from '@/api/types';
import { type Changes, Saver } from './saver';

const ANNA = 7;
let sent: Changes[];
let answer: () => Promise<User>;
let kept: Map<string, string>;
const storage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
} as Storage;
const newSaver = () =>
  new Saver(
    ANNA,
    (changes) => {
      sent.push(changes);
      return answer();
    },
    storage,
  );

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  kept = new Map();
  answer = () => Promise.resolve({} as User);
});

afterEach(() => vi.useRealTimers());

test('several changes in a row are sent as one, after a pause', async () => {
  const saver = newSaver();
  saver.change({ fit: 'slim' });
  saver.change({ haptics: false });
  expect(saver.state.get()).toMatchObject({ waiting: { fit: 'slim', haptics: false }, state: 'saving' });
  await vi.runAllTimersAsync();
  expect(sent).toEqual([{ fit: 'slim', haptics: false }]);
  expect(saver.state.get()).toEqual({ waiting: {}, state: 'saved', error: null });
  expect(saver.arrived.get()).toBe(1);
  expect(kept.size).toBe(0);
});

test('what is changed while it is being sent goes too', async () => {
  const saver = newSaver();
  answer = async () => {
    if (sent.length === 1) saver.change({ fit: 'relaxed' });
    return {} as User;
  };
  saver.change({ fit: 'slim' });
  await vi.runAllTimersAsync();
  expect(sent).toEqual([{ fit: 'slim' }, { fit: 'relaxed' }]);
  expect(saver.state.get().state).toBe('saved');
});

test('without a network nothing is lost, not even when the app is closed', async () => {
  answer = () => Promise.reject(new Unreachable());
  const saver = newSaver();
  saver.change({ fit: 'slim' });
  await vi.advanceTimersByTimeAsync(600);
  expect(saver.state.get()).toMatchObject({ waiting: { fit: 'slim' }, state: 'failed' });
  saver.stop();

  answer = () => Promise.resolve({} as User);
  const next = newSaver();
  expect(next.state.get().waiting).toEqual({ fit: 'slim' });
  await next.flush();
  expect(sent.at(-1)).toEqual({ fit: 'slim' });
  expect(kept.size).toBe(0);
});

test('what could not be sent is tried again, less and less often', async () => {
  answer = () => Promise.reject(new Unreachable());
  const saver = newSaver();
  saver.change({ fit: 'slim' });
  await vi.advanceTimersByTimeAsync(10_000); // at 0.5, 2.5 and 6.5 seconds
  expect(sent).toHaveLength(3);
  answer = () => Promise.resolve({} as User);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent).toHaveLength(4);
  expect(saver.state.get().state).toBe('saved');
});

test('what the shop refuses is not sent again', async () => {
  answer = () => Promise.reject(new Problem(422, 'No', 'No.'));
  const saver = newSaver();
  saver.change({ favourite_styles: [''] });
  await vi.runAllTimersAsync();
  expect(saver.state.get()).toMatchObject({ waiting: {}, state: 'failed' });
  await saver.flush();
  expect(sent).toHaveLength(1);
});

test('what stands there and is not ours does no harm', () => {
  kept.set(`modiste.preferences.${ANNA}`, '[1');
  expect(newSaver().state.get().waiting).toEqual({});
});
