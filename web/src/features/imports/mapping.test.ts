import { expect, test } from 'vitest';
import type { UploadColumns } from '@/api/types';
import { choicesOf, exampleOf, missingOf, sorted } from './mapping';

const field = (name: string, is_required = false, takes_many = false) => ({
  name,
  means: '',
  is_required,
  takes_many,
});

const COLUMNS: UploadColumns = {
  dialect: { name: 'modiste_csv', label: 'Modiste' },
  columns: ['nr', 'what', 'words', 'more words'],
  mapping: { id: ['nr'], tags: ['words', 'more words'] },
  fields: [
    field('id', true),
    field('title', true),
    field('price'),
    field('tags', false, true),
    field('size'),
  ],
  samples: [
    { nr: '', what: ' Hat ' },
    { nr: '7', what: 'Scarf' },
  ],
};

test('what is needed or was found stands first', () => {
  const { first, further } = sorted(COLUMNS, (name) => ['id', 'title', 'price'].includes(name));
  expect(first.map(({ name }) => name)).toEqual(['id', 'title', 'price', 'tags']);
  expect(further.map(({ name }) => name)).toEqual(['size']);
});

test('several columns that were found for one field are one choice', () => {
  const labels = choicesOf(COLUMNS, field('tags', false, true), 'none').map(({ label }) => label);
  expect(labels).toEqual(['none', 'words, more words', 'nr', 'what', 'words', 'more words']);
});

test('an example is the first cell that says something', () => {
  expect(exampleOf(COLUMNS, ['nr'])).toBe('7');
  expect(exampleOf(COLUMNS, ['what'])).toBe('Hat');
  expect(exampleOf(COLUMNS, ['words'])).toBe('');
});

test('a price is needed unless there is a default', () => {
  expect(missingOf(COLUMNS, COLUMNS.mapping, false)).toEqual(['title', 'price']);
  expect(missingOf(COLUMNS, { ...COLUMNS.mapping, title: ['what'] }, true)).toEqual([]);
});
