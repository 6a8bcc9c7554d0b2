import { expect, test } from 'vitest';
import { parametersOf, queryOf } from '@/lib/parameters';
import { cleared, filtersOf, hasValue, isStart, only, searchOf, slugOf, toggled, without } from './searching';

test('an address says everything that can be searched for', () => {
  const address =
    '?q=linen+dress&category=dress&category=coat&brand=Halden+%26+Roe&colour=pearl+grey&size=38&tag=midi' +
    '&pattern=stripe&price_min=2000&price_max=9900&in_stock=true&boutique_id=3&sort=price_asc';
  const search = searchOf(parametersOf(address));
  expect(search).toEqual({
    q: 'linen dress',
    category: ['dress', 'coat'],
    brand: ['Halden & Roe'],
    colour: ['pearl grey'],
    size: ['38'],
    tag: ['midi'],
    pattern: ['stripe'],
    price_min: 2000,
    price_max: 9900,
    in_stock: true,
    boutique_id: 3,
    sort: 'price_asc',
  });
  expect(searchOf(parametersOf(queryOf({ ...search })))).toEqual(search);
});

test('what makes no sense in an address is dropped', () => {
  const address =
    '?q=+&category=&size=&colour=navy&colour=navy&price_min=-1&price_max=cheap&in_stock=maybe&boutique_id=1.5' +
    '&sort=best&unknown=1';
  expect(searchOf(parametersOf(address))).toEqual({ colour: ['navy'] });
  expect(searchOf({ q: 'x'.repeat(300) }).q).toHaveLength(200);
  expect(searchOf({ brand: Array.from({ length: 30 }, (_, number) => `b${number}`) }).brand).toHaveLength(20);
  expect(searchOf({ q: { evil: true }, size: [null, {}, 'M'] })).toEqual({ size: ['M'] });
});

test('a value is added and taken away again', () => {
  const once = toggled({ q: 'silk' }, 'colour', 'navy');
  expect(once).toEqual({ q: 'silk', colour: ['navy'] });
  expect(toggled(once, 'colour', 'sand').colour).toEqual(['navy', 'sand']);
  expect(toggled(once, 'colour', 'navy')).toEqual({ q: 'silk' });
});

test('a kind goes by its name or its slug', () => {
  expect(slugOf('Ankle Boots')).toBe('ankle-boots');
  expect(slugOf('Crêpe-Röcke!')).toBe('crepe-rocke');
  expect(hasValue({ category: ['ankle-boots'] }, 'category', 'Ankle boots')).toBe(true);
  expect(toggled({ category: ['ankle-boots', 'coat'] }, 'category', 'Ankle boots').category).toEqual([
    'coat',
  ]);
});

test('every filter can be taken away by itself', () => {
  const search = searchOf({ q: 'silk', size: ['S', 'M'], price_min: 100, price_max: 900, in_stock: 'true' });
  expect(filtersOf(search).map(({ name, value }) => value ?? name)).toEqual(['S', 'M', 'price', 'in_stock']);
  expect(without(search, 'size', 'S').size).toEqual(['M']);
  expect(without(search, 'size').size).toBeUndefined();
  expect(without(search, 'price')).toEqual({ q: 'silk', size: ['S', 'M'], in_stock: true });
  expect(without(search, 'q').q).toBeUndefined();
  expect(cleared(search)).toEqual({ q: 'silk' });
  expect(only(search, { name: 'size', value: 'M' })).toEqual({ size: ['M'] });
  expect(only(search, { name: 'price' })).toEqual({ price_min: 100, price_max: 900 });
  expect(only(search, { name: 'in_stock' })).toEqual({ in_stock: true });
});

test('a search without its last filter is one of everything, not the start', () => {
  expect(isStart(searchOf({}))).toBe(true);
  expect(without({ category: ['dress'] }, 'category')).toEqual({ sort: 'newest' });
  expect(isStart(toggled({ colour: ['navy'] }, 'colour', 'navy'))).toBe(false);
});
