import { QueryObserver } from '@tanstack/react-query';
import { afterEach, expect, test } from 'vitest';
import { queries } from './queries';

afterEach(() => queries.clear());

test('an answer from before a change does not outlive it, not even the first one', async () => {
  const waiting: ((value: string) => void)[] = [];
  const ask = () => new Promise<string>((resolve) => waiting.push(resolve));
  const seen = new QueryObserver(queries, { queryKey: ['saved'], queryFn: ask });
  const stop = seen.subscribe(() => undefined);

  const settled = queries.invalidateQueries({ queryKey: ['saved'] });
  await expect.poll(() => waiting.length).toBe(2);
  waiting[0]?.('before');
  waiting[1]?.('after');
  await settled;

  expect(queries.getQueryData(['saved'])).toBe('after');
  stop();
});

test('what is only marked as old goes on arriving', async () => {
  const waiting: ((value: string) => void)[] = [];
  const arrival = queries.fetchQuery({
    queryKey: ['list'],
    queryFn: () => new Promise<string>((resolve) => waiting.push(resolve)),
  });
  await queries.invalidateQueries({ queryKey: ['list'], refetchType: 'none' });
  waiting[0]?.('here');
  expect(await arrival).toBe('here');
});
