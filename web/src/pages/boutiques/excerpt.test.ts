import { expect, test } from 'vitest';
import { excerptOf } from './excerpt';

test('a story begins with as many whole sentences as it takes to say something', () => {
  const story = 'Two sisters, one shop. They love linen! Everything else came later.';
  expect(excerptOf(story, 10)).toBe('Two sisters, one shop.');
  expect(excerptOf(story, 30)).toBe('Two sisters, one shop. They love linen!');
  expect(excerptOf(story)).toBe(story);
  expect(excerptOf('')).toBe('');
});
