import { afterEach, expect, test, vi } from 'vitest';
import { formatAgo, formatWait } from './locale';

afterEach(() => vi.unstubAllGlobals());

const NOW = Date.parse('2026-11-21T12:00:00Z');
const ago = (moment: string) => formatAgo(moment, NOW);

test('times past are told as people tell them', () => {
  vi.stubGlobal('navigator', { languages: ['en-GB'] });
  expect(ago('2026-11-21T11:59:40Z')).toBe('now');
  expect(ago('2026-11-21T11:58:00Z')).toBe('2 minutes ago');
  expect(ago('2026-11-21T09:00:00Z')).toBe('3 hours ago');
  expect(ago('2026-11-20T11:00:00Z')).toBe('yesterday');
  expect(ago('2026-10-21T11:00:00Z')).toBe('last month');
  expect(ago('2026-11-21T12:00:30Z')).toBe('now'); // clocks differ
});

test('a wait is told in seconds, a longer one in minutes', () => {
  vi.stubGlobal('navigator', { languages: ['en-GB'] });
  expect(formatWait(42)).toBe('42 seconds');
  expect(formatWait(1)).toBe('1 second');
  expect(formatWait(100)).toBe('2 minutes');
});
