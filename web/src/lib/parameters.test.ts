import { expect, test } from 'vitest';
import { parametersOf, queryOf } from './parameters';

test('a name that stands there several times is a list, and numbers stay words', () => {
  expect(parametersOf('?q=12&size=38&colour=navy&colour=pearl+grey')).toEqual({
    q: '12',
    size: '38',
    colour: ['navy', 'pearl grey'],
  });
});

test('what is written is read again as it was', () => {
  const parameters = { q: 'a & b = “c”, 100 %', brand: ['Halden & Roe', 'Ærø, Inc.'], in_stock: 'true' };
  expect(parametersOf(queryOf(parameters))).toEqual(parameters);
});

test('what is empty is left out', () => {
  expect(queryOf({ q: '', colour: [], size: undefined, tag: null })).toBe('');
  expect(queryOf({ in_stock: true, price_min: 0 })).toBe('?in_stock=true&price_min=0');
  expect(parametersOf('')).toEqual({});
});
