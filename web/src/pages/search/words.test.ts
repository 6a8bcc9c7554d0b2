import { expect, test } from 'vitest';
import { knownWordsOf } from './words';

test('what remains are the words that some item has', () => {
  expect(knownWordsOf('red  Zeppelin, dress', ['zeppelin'])).toBe('red dress');
  expect(knownWordsOf('zeppelin', ['zeppelin'])).toBe('');
  expect(knownWordsOf('boots coat', [])).toBe('');
});
