/** What is searched for, as it stands in the address: read with care, changed one filter at a time. */
import type { ItemQuery } from '@/api/types';

export const LISTS = ['category', 'brand', 'colour', 'size', 'pattern', 'tag'] as const;
export const SORTS = ['relevance', 'newest', 'price_asc', 'price_desc'] as const;

export type ListName = (typeof LISTS)[number];
export type Sort = (typeof SORTS)[number];
/** Everything that one can take away again. */
export type FilterName = ListName | 'q' | 'price' | 'boutique_id' | 'in_stock';

export interface Search extends Partial<Record<ListName, string[]>> {
  q?: string;
  price_min?: number;
  price_max?: number;
  in_stock?: true;
  boutique_id?: number;
  sort?: Sort;
}

const MOST_VALUES = 20;
const LONGEST_VALUE = 80;
const LONGEST_WORDS = 200;

/** A search out of an address that anybody may have typed: what makes no sense is dropped. */
export function searchOf(given: Record<string, unknown>): Search {
  const found: Search = {};
  const words = textOf(given.q, LONGEST_WORDS);
  if (words) found.q = words;
  for (const name of LISTS) {
    const values = listOf(given[name]);
    if (values.length) found[name] = values;
  }
  for (const name of ['price_min', 'price_max', 'boutique_id'] as const) {
    const number = numberOf(given[name]);
    if (number) found[name] = number;
  }
  if (String(given.in_stock) === 'true') found.in_stock = true;
  const sort = SORTS.find((known) => known === given.sort);
  if (sort) found.sort = sort;
  return found;
}

/** The same as a query to the shop. */
export function queryFor({ q, ...search }: Search): ItemQuery {
  return { ...search, ...(q && { q }) };
}

/** Nothing is asked for yet. */
export function isStart(search: Search): boolean {
  return Object.keys(search).length === 0;
}

export function hasValue(search: Search, name: ListName, value: string): boolean {
  return (search[name] ?? []).some((chosen) => isSame(name, chosen, value));
}

/** With this value if it was not chosen, else without it. */
export function toggled(search: Search, name: ListName, value: string): Search {
  const before = search[name] ?? [];
  const isChosen = hasValue(search, name, value);
  const after = isChosen ? before.filter((chosen) => !isSame(name, chosen, value)) : [...before, value];
  return settled({ ...search, [name]: after });
}

/** Without a filter, or without one value of it. */
export function without(search: Search, name: FilterName, value?: string): Search {
  if (value !== undefined && name !== 'q' && isList(name)) {
    return hasValue(search, name, value) ? toggled(search, name, value) : search;
  }
  const gone = name === 'price' ? { price_min: undefined, price_max: undefined } : { [name]: undefined };
  return settled({ ...search, ...gone });
}

/** This one filter and nothing else. */
export function only(search: Search, { name, value }: Filter): Search {
  if (value !== undefined && isList(name)) return { [name]: [value] };
  const { price_min, price_max, boutique_id, in_stock } = search;
  return settled(
    name === 'price' ? { price_min, price_max } : name === 'in_stock' ? { in_stock } : { boutique_id },
  );
}

/** The words and the order alone. */
export function cleared({ q, sort }: Search): Search {
  return settled({ q, sort });
}

/** Drops what is empty; a search that was narrowed stays one of everything, rather than none. */
export function settled(search: Search): Search {
  const kept = Object.entries(search).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && !value.length),
  );
  return kept.length ? (Object.fromEntries(kept) as Search) : { sort: 'newest' };
}

export interface Filter {
  name: Exclude<FilterName, 'q'>;
  /** Of a list: which value. */
  value?: string;
}

/** The filters in force, in the order in which they are shown. */
export function filtersOf(search: Search): Filter[] {
  const filters: Filter[] = LISTS.flatMap((name) => (search[name] ?? []).map((value) => ({ name, value })));
  if (search.price_min !== undefined || search.price_max !== undefined) filters.push({ name: 'price' });
  if (search.boutique_id !== undefined) filters.push({ name: 'boutique_id' });
  if (search.in_stock) filters.push({ name: 'in_stock' });
  return filters;
}

/** Kinds go by their name or their slug: `Ankle boots` is `ankle-boots`. */
export function slugOf(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/** Two ways to write one value. */
export function isSame(name: ListName, one: string, other: string): boolean {
  return one === other || (name === 'category' && slugOf(one) === slugOf(other));
}

export function isList(name: FilterName): name is ListName {
  return (LISTS as readonly string[]).includes(name);
}

function textOf(value: unknown, longest: number): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, longest) : '';
}

function listOf(value: unknown): string[] {
  const values = (Array.isArray(value) ? value : [value]).map((one) => textOf(one, LONGEST_VALUE));
  return [...new Set(values.filter(Boolean))].slice(0, MOST_VALUES);
}

function numberOf(value: unknown): number | undefined {
  const number = Number(textOf(value, 16));
  return Number.isSafeInteger(number) && number > 0 && number < 2 ** 31 ? number : undefined;
}
