import { afterEach, expect, test, vi } from 'vitest';
import type { Ground, MatchReason } from '@/api/types';
import { LANGUAGES, type Language, speak } from '@/lib/texts';
import { groundOf } from './grounds';
import { factOf, reasonOf } from './reasons';

afterEach(() => vi.unstubAllGlobals());

async function speaking(code: Language, region: string) {
  vi.stubGlobal('localStorage', { setItem: () => undefined });
  vi.stubGlobal('document', { documentElement: {} });
  vi.stubGlobal('navigator', { languages: [region] });
  await speak(code);
}

const DAY = '2026-11-03T12:00:00Z';
const BESIDE = { median: 6000, share: 0.25, days: 90, is_lowest: false };
const GROUNDS: Ground[] = [
  { kind: 'nobody_sells' },
  { kind: 'too_early', days: 5, of_days: 90 },
  { kind: 'raised_before', vendor_title: 'Nord', usual: 5000, raised: 8000, raised_at: DAY, price: 5100 },
  { kind: 'under_median', ...BESIDE },
  { kind: 'near_median', ...BESIDE },
  { kind: 'over_median', ...BESIDE },
  { kind: 'asked_now', vendor_title: 'Nord', price: 4550 },
  { kind: 'seen_before', days: 90, lowest: 4500, lowest_at: DAY, highest: 9000, covered: 0.8 },
  { kind: 'lowest_before', days: 30, began_at: DAY, price: 6000 },
  { kind: 'claim_unseen', claimed: 9900, since: DAY },
];

const reason = (kind: MatchReason['kind'], more: Partial<MatchReason> = {}): MatchReason => ({
  kind,
  about: null,
  ours: [],
  theirs: [],
  text: 'in English',
  ...more,
});

const REASONS: MatchReason[] = [
  reason('same', { about: 'brand', ours: ['Sable'] }),
  reason('differs', { about: 'colour', ours: ['black'], theirs: ['white', 'sand'] }),
  reason('same_title'),
  reason('both_say', { ours: ['aurelia'] }),
  reason('one_says', { theirs: ['petite'] }),
  reason('near_price'),
  reason('far_price'),
  reason('itself'),
  reason('all_words'),
  reason('lacks_words', { ours: ['linen'] }),
];

test('every language has its own sentence for every kind', async () => {
  const said: string[] = [];
  for (const { code } of LANGUAGES) {
    await speaking(code, code);
    said.push(...GROUNDS.map((one) => groundOf(one, 'EUR')), ...REASONS.map(reasonOf));
  }
  expect(said.every((sentence) => sentence.trim() && !/undefined|null|NaN|in English/.test(sentence))).toBe(
    true,
  );
  expect(new Set(said).size).toBe(LANGUAGES.length * (GROUNDS.length + REASONS.length));
});

test('a verdict’s grounds are said with money and dates as the shopper writes them', async () => {
  await speaking('de', 'de-DE');
  const said = GROUNDS.map((one) => groundOf(one, 'EUR').replace(/\s/g, ' '));
  expect(said[2]).toBe(
    'Nord hat den Preis am 3. November 2026 von 50 € auf 80 € erhöht; 51 € sind nicht weniger als davor.',
  );
  expect(said[3]).toBe('25 % unter dem mittleren Preis von 90 Tagen, 60 €.');
  expect(said[6]).toBe('Nord verlangt jetzt 45,50 €.');
  await speaking('fr', 'fr-FR');
  expect(groundOf({ kind: 'claim_unseen', claimed: 9900, since: DAY }, 'EUR').replace(/\s/g, ' ')).toBe(
    'Le prix barré de 99 € n’a jamais été vu demandé depuis le 3 novembre 2026.',
  );
});

test('the lowest price of the time is said first', async () => {
  await speaking('en', 'en-GB');
  expect(groundOf({ kind: 'under_median', ...BESIDE, is_lowest: true }, 'EUR')).toBe(
    'Lowest in 90 days. 25% under the median of 90 days, €60.',
  );
});

test('the words of a reason are the catalogue’s, names and numbers stay as they are', async () => {
  await speaking('de', 'de-DE');
  expect(REASONS.slice(0, 2).map(reasonOf)).toEqual([
    'Marke, gleich: Sable',
    'Farbe, verschieden: Schwarz / Weiß, Sand',
  ]);
  expect(reasonOf(reason('same', { about: 'brand', ours: ['Black'] }))).toBe('Marke, gleich: Black');
});

test('a fact that the app does not know keeps its name', async () => {
  await speaking('de', 'de-DE');
  expect([factOf('price'), factOf('lining')]).toEqual(['Preis', 'lining']);
});
