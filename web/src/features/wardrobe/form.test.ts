import { expect, test } from 'vitest';
import type { Garment } from '@/api/types';
import { changesOf, differing, draftOf, faultsIn, formalitySteps, merged } from './form';

const SHIRT = {
  name: 'Linen shirt',
  category: 'shirt',
  colours: ['navy', 'white'],
  pattern: null,
  formality: 0.4,
  season: ['summer'],
  brand: '',
  size: 'M',
  material: 'linen',
  notes: '',
  price: { amount: 4900, currency: 'EUR' },
  bought_on: '2026-03-01',
  quantity: 1,
  folder_id: null,
} as unknown as Garment;

const read = draftOf(SHIRT, 'EUR');

test('only what was changed is sent, and what was emptied is taken back', () => {
  expect(changesOf(read, read)).toEqual({});
  expect(changesOf({ ...read, name: ' Old shirt ', price: '', kind: '', notes: 'Iron it.' }, read)).toEqual({
    name: 'Old shirt',
    price: null,
    category: null,
    notes: 'Iron it.',
  });
});

test('prices are read as people write them, in their currency', () => {
  expect(read.price).toBe('49.00');
  expect(changesOf({ ...read, price: '59,9' }, read)).toEqual({ price: { amount: 5990, currency: 'EUR' } });
  expect(changesOf({ ...read, price: '4900', currency: 'JPY' }, read)).toEqual({
    price: { amount: 4900, currency: 'JPY' },
  });
  expect(draftOf({ ...SHIRT, price: { amount: 4900, currency: 'JPY' } }, 'EUR').price).toBe('4900');
});

test('what cannot be is named by its field', () => {
  expect(faultsIn(read)).toEqual({});
  expect(faultsIn({ ...read, price: 'dear', boughtOn: '2999-01-01', quantity: '0' })).toEqual({
    price: 'badPrice',
    boughtOn: 'badDay',
    quantity: 'badQuantity',
  });
});

test('what only one side changed is no conflict', () => {
  const { draft, contested } = merged({ ...read, name: 'Mine' }, read, { ...read, size: 'L' });
  expect(contested).toEqual([]);
  expect(draft).toEqual({ ...read, name: 'Mine', size: 'L' });
});

test('what both changed is contested, unless they agree', () => {
  const mine = { ...read, name: 'Mine', size: 'L', colours: ['red'] };
  const now = { ...read, name: 'Theirs', size: 'L' };
  const { draft, contested } = merged(mine, read, now);
  expect(contested).toEqual(['name']);
  expect(draft.name).toBe('Mine');
  expect(differing(draft, now)).toEqual(['name', 'colours']);
});

test('a formality between the steps stands in the place of the nearest', () => {
  expect(formalitySteps('')).toEqual(['0', '0.25', '0.5', '0.75', '1']);
  expect(formalitySteps('0.4')).toEqual(['0', '0.25', '0.4', '0.75', '1']);
});
