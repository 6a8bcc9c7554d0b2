import { describe, expect, it } from 'vitest';
import type { Offer } from '@/api/types';
import { rowsOf, savingOf, totalOf } from './offers';

function offer(changes: Partial<Offer>): Offer {
  return {
    key: 'k',
    offer_id: 1,
    item_id: 1,
    vendor: 'ebay',
    vendor_title: 'eBay',
    seller: '',
    title: 'Linen dress',
    price: { amount: 4000, currency: 'EUR' },
    list_price: null,
    delivery: { cost: 500, free_over: null, days_min: null, days_max: null },
    total: 4500,
    converted: null,
    condition: 'new',
    availability: 'in_stock',
    size: 'M',
    colour: '',
    link: 'https://example.com',
    image_url: '',
    attribution: '',
    is_affiliate: false,
    seen_at: '2026-03-01T00:00:00Z',
    is_stale: false,
    match: { probability: 1, reasons: [] },
    evidence: [],
    ...changes,
  };
}

describe('offers', () => {
  it('are one row per shop, with its other sizes, and another for what is sold out', () => {
    const rows = rowsOf([
      offer({}),
      offer({ size: 'L', key: 'l' }),
      offer({ size: 'S', key: 's', availability: 'out_of_stock' }),
      offer({ vendor: 'amazon', key: 'a' }),
      offer({ condition: 'used', key: 'u' }),
    ]);
    expect(rows.map(({ offer: { key }, sizes }) => [key, sizes])).toEqual([
      ['k', ['L']],
      ['s', []],
      ['a', []],
      ['u', []],
    ]);
  });

  it('of different products are rows of their own', () => {
    const offers = [offer({}), offer({ title: 'Silk dress', key: 's' })];
    expect(rowsOf(offers)).toHaveLength(1);
    expect(rowsOf(offers, true)).toHaveLength(2);
  });

  it('have no total while the delivery is unknown', () => {
    expect(totalOf(offer({ total: null }))).toBeNull();
    const converted = { price: 4700, total: null, currency: 'USD', rate_day: '2026-03-01' };
    expect(totalOf(offer({ converted }))).toBeNull();
  });

  it('save what the boutique asks more', () => {
    const own = offer({ vendor: 'boutique', total: 5200 });
    expect(savingOf([own], offer({}))).toEqual({ amount: 700, currency: 'EUR' });
    expect(savingOf([own], offer({ total: 5300 }))).toBeNull();
    expect(savingOf([], offer({}))).toBeNull();
  });
});
