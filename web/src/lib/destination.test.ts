import { expect, test } from 'vitest';
import { destinationOf } from './destination';

test('a path of the app is a destination', () => {
  expect(destinationOf('/items/7?from=deck')).toBe('/items/7?from=deck');
});

test.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '',
  7,
  undefined,
])('%s is none', (value) => {
  expect(destinationOf(value)).toBeUndefined();
});
