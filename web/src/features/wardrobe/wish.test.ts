import { expect, test } from 'vitest';
import { isNarrowed, queryFor, wishOf } from './wish';

const FOLDER = '01a21d8e-0000-7000-8000-000000000001';

test('an address is read as far as it is understood', () => {
  const given = { q: 'linen', kind: 't-shirt', folder: FOLDER, state: 'worn', colour: 'navy' };
  expect(wishOf(given)).toEqual({ q: 'linen', kind: 't-shirt', folder: FOLDER, state: 'worn' });
  expect(wishOf({ q: '', kind: 7, folder: 'attic', state: 'lost' })).toEqual({});
  expect(wishOf({ q: 'x'.repeat(300) }).q).toHaveLength(200);
});

test('what was put away is a list of its own, not a state of the laundry', () => {
  expect(queryFor({ state: 'away' })).toEqual({ is_archived: true });
  expect(queryFor({ state: 'in_laundry' })).toEqual({ laundry: 'in_laundry' });
});

test('filters are asked for together, and nothing is asked for without them', () => {
  expect(queryFor({ q: 'wool', kind: 'coat', folder: FOLDER })).toEqual({
    q: 'wool',
    category: 'coat',
    folder_id: FOLDER,
  });
  expect(queryFor({})).toEqual({});
  expect([isNarrowed({}), isNarrowed({ kind: 'coat' })]).toEqual([false, true]);
});
