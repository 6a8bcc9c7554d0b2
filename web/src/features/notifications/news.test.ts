import { afterEach, expect, test, vi } from 'vitest';
import type { OrderStep, Told } from '@/api/types';
import { LANGUAGES, type Language, speak } from '@/lib/texts';
import { linesOf, titleOf } from './news';

afterEach(() => vi.unstubAllGlobals());

async function speaking(code: Language, region: string) {
  vi.stubGlobal('localStorage', { setItem: () => undefined });
  vi.stubGlobal('document', { documentElement: {} });
  vi.stubGlobal('navigator', { languages: [region] });
  await speak(code);
}

type Facts = NonNullable<Told['facts']>;
type PriceNews = Extract<Facts, { kind: 'price_alert' }>;
type News = PriceNews['news'][number];

const KINDS: News['kind'][] = ['in_stock', 'target_reached', 'fell', 'cheaper', 'dearer'];

const news = (kind: News['kind'], size = ''): News => ({
  kind,
  size,
  shop: 'Atelier',
  total: kind === 'in_stock' ? null : { amount: 4550, currency: 'EUR' },
  before: kind === 'in_stock' ? null : { amount: 9100, currency: 'EUR' },
});

const told = (all: News[] | null): Told => ({
  id: '1',
  kind: 'price_alert',
  title: 'Title',
  body: 'One.\nTwo.',
  facts: all && { kind: 'price_alert', item_name: 'Linen dress', news: all },
  link: '/items/1',
  created_at: '2026-11-03T12:00:00Z',
  read_at: null,
});

test('every language has its own sentence for every kind', async () => {
  const said: string[] = [];
  for (const { code } of LANGUAGES) {
    await speaking(code, code);
    said.push(...linesOf(told(KINDS.map((kind) => news(kind, 'M')))));
    said.push(titleOf(told([news('fell')])), titleOf(told([news('in_stock')])));
  }
  expect(said.every((sentence) => sentence.includes('Linen dress'))).toBe(true);
  expect(new Set(said).size).toBe(LANGUAGES.length * (KINDS.length + 2));
});

test('news are said with money as the shopper writes it', async () => {
  await speaking('de', 'de-DE');
  expect(titleOf(told([news('target_reached')])).replace(/\s/g, ' ')).toBe(
    'Linen dress kostet jetzt 45,50 €',
  );
  expect(linesOf(told([news('fell', 'M')]))[0]?.replace(/\s/g, ' ')).toBe(
    'Linen dress in Größe M kostet bei Atelier jetzt 45,50 €, 50 % weniger als die 91 € an dem Tag, an dem Sie den Preisalarm gestellt haben.',
  );
});

const STEPS: OrderStep[] = [
  'order_placed',
  'order_paid',
  'order_expired',
  'order_cancelled',
  'order_paid_back',
  'parcel_shipped',
  'parcel_delivered',
  'parcel_return_asked',
  'parcel_returned',
  'boutique_parcel_to_pack',
  'boutique_parcel_cancelled',
  'boutique_return_asked',
];

const step = (kind: OrderStep): Told => ({
  ...told(null),
  kind,
  facts: {
    kind,
    number: 'K7QM-3RXV',
    total: { amount: 5490, currency: 'EUR' },
    minutes: 15,
    parcel: kind.startsWith('order')
      ? null
      : {
          boutique: 'Atelier',
          pieces: 2,
          method: 'express',
          carrier: 'DHL',
          tracking: 'JD0140',
          tracking_url: '',
        },
  },
});

test('every language has its own words for every step of an order', async () => {
  const said: string[] = [];
  for (const { code } of LANGUAGES) {
    await speaking(code, code);
    said.push(...STEPS.map((kind) => [titleOf(step(kind)), ...linesOf(step(kind))].join(' ')));
  }
  expect(said.every((sentence) => sentence.includes('K7QM-3RXV'))).toBe(true);
  expect(new Set(said).size).toBe(LANGUAGES.length * STEPS.length);
  await speaking('de', 'de-DE');
  expect(linesOf(step('parcel_shipped'))).toEqual(['Bestellung K7QM-3RXV, verschickt mit DHL JD0140']);
});

test('what was told before facts were kept stays as it was written', async () => {
  await speaking('de', 'de-DE');
  expect([titleOf(told(null)), ...linesOf(told(null))]).toEqual(['Title', 'One.', 'Two.']);
});
