import { expect, test } from 'vitest';
import type { OwnItem } from '@/api/types';
import {
  type SizeLine,
  changesOf,
  draftOf,
  emptyDraft,
  faultInGtin,
  faultsIn,
  isSame,
  linesBeside,
  newItemOf,
  newLine,
  seen,
} from './itemForm';

const ITEM = {
  item_id: 7,
  external_id: 'A-1',
  name: 'Linen dress',
  category: 'Dress',
  price: { amount: 8_990, currency: 'EUR' },
  brand: 'Lune',
  description: '',
  colours: ['navy', 'white'],
  pattern: null,
  material: 'linen',
  gtin: null,
  is_active: true,
  variants: [
    { id: 1, size: 'S', colour: '', stock: 2 },
    { id: 2, size: 'M', colour: '', stock: 5 },
  ],
} as unknown as OwnItem;

/** She types 7 for M. */
const restocked = (lines: readonly SizeLine[]) =>
  lines.map((line) => (line.size === 'M' ? { ...line, stock: '7' } : line));

const written = (changes: object) => ({ ...draftOf(ITEM), ...changes });

test('an item that nobody touched has nothing to send', () => {
  expect(changesOf(draftOf(ITEM), draftOf(ITEM), 'EUR')).toEqual({});
  expect(isSame(draftOf(ITEM), draftOf(ITEM))).toBe(true);
});

test('only what was changed is sent', () => {
  const draft = written({ price: '79,90', material: ' ', colours: 'navy' });
  expect(changesOf(draft, draftOf(ITEM), 'EUR')).toEqual({ price: 7_990, material: null, colours: ['navy'] });
});

test('a stock goes with the one that was seen, and the others as they were', () => {
  const read = draftOf(ITEM);
  const sizes = [...restocked(read.sizes), newLine({ size: 'L', stock: '1' })];
  expect(changesOf({ ...read, sizes }, read, 'EUR').variants).toEqual([
    { size: 'S', colour: '', stock: 2, was: 2 },
    { size: 'M', colour: '', stock: 7, was: 5 },
    { size: 'L', colour: '', stock: 1, was: null },
  ]);
});

test('where pieces were sold meanwhile, the lines say so and keep what was written', () => {
  const sizes = restocked(draftOf(ITEM).sizes);
  const sold = {
    ...ITEM,
    variants: ITEM.variants.map((one) => (one.size === 'M' ? { ...one, stock: 3 } : one)),
  };
  const lines = linesBeside(sizes, sold) ?? [];
  expect(lines.map(({ stock, was, now }) => [stock, was, now])).toEqual([
    ['2', 2, undefined],
    ['7', 5, 3],
  ]);
  expect(seen(lines).map(({ stock, was }) => [stock, was])).toEqual([
    ['2', 2],
    ['7', 3],
  ]);
  expect(linesBeside(draftOf(ITEM).sizes, ITEM)).toBeNull();
});

test('an empty form names all that is missing', () => {
  const draft = emptyDraft();
  const [line] = draft.sizes;
  expect(faultsIn(draft, 'EUR')).toEqual({
    name: 'noName',
    kind: 'noKind',
    price: 'noPrice',
    [`stock ${line?.key}`]: 'badStock',
  });
});

test.each(['0', '-1', '9.9.9', 'free', '99999999'])('%s is no price', (price) => {
  expect(faultsIn(written({ price }), 'EUR')).toEqual({ price: 'noPrice' });
});

test('a size stands there once, whatever its letters', () => {
  const sizes = [newLine({ size: 'm', stock: '1' }), newLine({ size: 'M ', stock: '1' })];
  expect(faultsIn(written({ sizes }), 'EUR')).toEqual({ [`size ${sizes[1]?.key}`]: 'sameSize' });
});

test.each([
  ['', null],
  ['4006381333931', null],
  ['4 006381-333931', null],
  ['96385074', null],
  ['4006381333932', 'badDigit'],
  ['400638133393', 'badDigit'],
  ['40063813', 'badDigit'],
  ['123', 'badGtin'],
  ['40063813339x1', 'badGtin'],
])('the GTIN %s: %s', (text, fault) => {
  expect(faultInGtin(text)).toBe(fault);
});

test('a new item without a number is given one by the shop', () => {
  const draft = written({ number: ' ', sizes: [newLine({ stock: '3' })] });
  const sent = newItemOf(draft, 'EUR');
  expect(sent).not.toHaveProperty('external_id');
  expect(sent.variants).toEqual([{ size: '', colour: '', stock: 3 }]);
});
