import { afterEach, expect, test, vi } from 'vitest';
import type { CartEntry, Difference, LineChange, Money } from '@/api/types';
import { LANGUAGES, type Language, speak } from '@/lib/texts';
import { changeOf, differenceOf } from './differences';

afterEach(() => vi.unstubAllGlobals());

async function speaking(code: Language, region: string) {
  vi.stubGlobal('localStorage', { setItem: () => undefined });
  vi.stubGlobal('document', { documentElement: {} });
  vi.stubGlobal('navigator', { languages: [region] });
  await speak(code);
}

const euros = (amount: number): Money => ({ amount, currency: 'EUR' });
const DIFFERENCES: Difference[] = [
  { kind: 'more_parcels_needed', allowed: 1, needed: 2 },
  { kind: 'parcels_save', parcels: 2, fewest: 1, saving: euros(620) },
  { kind: 'faster', days: 4, arrives_by: '2026-11-30', more: euros(2620) },
  { kind: 'faster', days: 1, arrives_by: '2026-11-30', more: euros(0) },
  { kind: 'faster', days: null, arrives_by: '2026-11-30', more: euros(2620) },
  { kind: 'saves', saving: euros(620) },
  { kind: 'delivery_counted', shop_name: 'Mute', delivery: euros(1500) },
  { kind: 'free_delivery_near', shop_name: 'Atelier', missing: euros(400), delivery: euros(490) },
];
const moved = { before: euros(5000), now: euros(4500) };
const CHANGES: LineChange[] = [
  { kind: 'price_down', ...moved },
  { kind: 'delivery', before: euros(490), now: euros(590) },
  { kind: 'few_left', left: 2 },
  { kind: 'sold_out' },
  { kind: 'gone' },
  { kind: 'choose_size' },
];
const LINE = { vendor_name: 'Atelier' } as CartEntry;

test('every language has its own sentence for every kind', async () => {
  const said: string[] = [];
  for (const { code } of LANGUAGES) {
    await speaking(code, code);
    said.push(...DIFFERENCES.map(differenceOf), ...CHANGES.map((change) => changeOf(change, LINE)));
  }
  expect(said.every((sentence) => sentence.trim() && !/undefined|null|NaN/.test(sentence))).toBe(true);
  expect(new Set(said).size).toBe(LANGUAGES.length * (DIFFERENCES.length + CHANGES.length));
});

test('a rise is said like a fall, too few like few', async () => {
  await speaking('en', 'en-GB');
  expect(changeOf({ kind: 'price_up', ...moved }, LINE)).toBe('Was €50, now €45');
  expect(changeOf({ kind: 'too_few', left: 1 }, LINE)).toBe('Only 1 left');
});

test('differences are said with their figures as the shopper writes them', async () => {
  await speaking('de', 'de-DE');
  const said = DIFFERENCES.map((one) => differenceOf(one).replace(/\s/g, ' '));
  expect(said.slice(0, 4)).toEqual([
    'In ein Paket passt nicht alles: Es braucht 2.',
    '2 Pakete sparen 6,20 € gegenüber 1.',
    'Der schnellste Korb ist 4 Tage früher da und kostet 26,20 € mehr.',
    'Der schnellste Korb ist einen Tag früher da und kostet nicht mehr.',
  ]);
  expect(said[7]).toBe('Für 4 € mehr bei Atelier wäre dort der Versand von 4,90 € frei.');
});
