import { describe, expect, it } from 'vitest';
import { countries } from '@/lib/countries';
import { EMPTY, countryOf, linesOf, missingIn, tidied } from './address';

const ADA = {
  ...EMPTY,
  name: 'Ada Byron',
  line1: 'Lindenstr. 1',
  postcode: '10969',
  city: 'Berlin',
  country: 'DE',
};

describe('an address', () => {
  it('says what it still needs', () => {
    expect(missingIn({ ...ADA, city: '  ' })).toEqual(['city']);
    expect(missingIn(ADA)).toEqual([]);
    expect(missingIn(EMPTY)).toEqual(['name', 'line1', 'city', 'country']);
  });

  it('is written as on a parcel, without empty lines', () => {
    expect(linesOf(ADA)).toEqual(['Ada Byron', 'Lindenstr. 1', '10969 Berlin', 'Germany']);
  });

  it('loses the spaces around it', () => {
    expect(tidied({ ...ADA, name: ' Ada ' }).name).toBe('Ada');
  });

  it('can go to every country once, by name', () => {
    const found = countries();
    expect(new Set(found.map(({ value }) => value)).size).toBe(found.length);
    expect(found[0]?.label).toBe('Albania');
  });

  it('says which country an order goes to: that of the chosen one, or the one being written', () => {
    const known = [{ ...ADA, id: 'a', country: 'FR' }];
    const to = { chosen: 'a', written: ADA, keep: true };
    expect(countryOf(to, known)).toBe('FR');
    expect(countryOf({ ...to, chosen: null }, known)).toBe('DE');
    expect(countryOf({ ...to, chosen: null, written: EMPTY }, known)).toBeUndefined();
  });
});
