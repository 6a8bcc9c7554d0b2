import { expect, test } from 'vitest';
import { codeOf, countriesOf, daysOf, feeOf, feeWords } from './fees';

test.each([
  ['4,90', 'EUR', 490],
  ['0', 'EUR', 0],
  ['0.00', 'EUR', 0],
  ['500', 'JPY', 500],
  ['-1', 'EUR', null],
  ['free', 'EUR', null],
  ['', 'EUR', null],
])('%s %s is %s', (words, currency, expected) => {
  expect(feeOf(words, currency)).toBe(expected);
});

test('a fee is written as it would be typed', () => {
  expect([feeWords(490, 'EUR'), feeWords(0, 'EUR'), feeWords(500, 'JPY'), feeWords(null, 'EUR')]).toEqual([
    '4.90',
    '0.00',
    '500',
    '',
  ]);
});

test('days are whole and not too many', () => {
  expect(['0', '90', '91', '1.5', '', '-1'].map(daysOf)).toEqual([0, 90, null, null, null, null]);
});

test('countries are two letters each, whatever stands between them', () => {
  expect(countriesOf(' de, FR;pt  de')).toEqual(['DE', 'FR', 'PT']);
  expect(countriesOf('')).toEqual([]);
  expect(countriesOf('Germany')).toBeNull();
});

test('a code is made from the name, and is free', () => {
  expect(codeOf('Express à vélo!', [])).toBe('express-a-velo');
  expect(codeOf('Express', ['express', 'express-2'])).toBe('express-3');
  expect(codeOf('月', [])).toBe('delivery');
  expect(codeOf('Standard', [])).toBe('delivery');
});
