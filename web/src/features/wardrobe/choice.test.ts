import { expect, test } from 'vitest';
import { type Chosen, garmentsIn } from './choice';

const photo = (key: string, joins = false, complaint: Chosen['complaint'] = null): Chosen => ({
  key,
  file: new File(['x'], `${key}.jpg`, { type: 'image/jpeg' }),
  preview: null,
  joins,
  complaint,
});

const keys = (chosen: Chosen[]) => garmentsIn(chosen).map((group) => group.map(({ key }) => key).join(''));

test('every photo is a garment unless it joins the one before', () => {
  expect(keys([photo('a'), photo('b'), photo('c', true), photo('d')])).toEqual(['a', 'bc', 'd']);
  expect(keys([photo('a', true), photo('b', true)])).toEqual(['ab']);
});

test('what cannot be sent is in no garment, and parts none that belong together', () => {
  expect(keys([photo('a'), photo('b', false, 'tooHeavy'), photo('c', true)])).toEqual(['ac']);
  expect(keys([photo('a', false, 'noPhoto')])).toEqual([]);
});

test('a ninth photo of a garment begins another one', () => {
  const nine = [...'abcdefghi'].map((key, index) => photo(key, index > 0));
  expect(keys(nine)).toEqual(['abcdefgh', 'i']);
});
