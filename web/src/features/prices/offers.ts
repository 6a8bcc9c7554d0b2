/** Offers as a shopper compares them: one row per shop and condition, with the sizes that it has. */
import type { Money, Offer } from '@/api/types';

export interface Row {
  /** The cheapest delivered, which the answer lists first. */
  offer: Offer;
  /** The other sizes of the same shop. */
  sizes: string[];
}

export function rowsOf(offers: readonly Offer[], isOfMany = false): Row[] {
  const rows = new Map<string, Row>();
  for (const offer of offers) {
    const product = isOfMany ? offer.title : '';
    const key = [offer.vendor, offer.seller, offer.condition, canBeBought(offer), product].join('\n');
    const row = rows.get(key);
    if (!row) rows.set(key, { offer, sizes: [] });
    else if (offer.size && offer.size !== row.offer.size && !row.sizes.includes(offer.size))
      row.sizes.push(offer.size);
  }
  return [...rows.values()];
}

export function canBeBought({ availability }: Offer): boolean {
  return availability !== 'out_of_stock';
}

/** What is paid in all, in the currency of the comparison where there is a rate; null: the delivery is unknown. */
export function totalOf({ converted, total, price }: Offer): Money | null {
  if (converted)
    return converted.total === null ? null : { amount: converted.total, currency: converted.currency };
  return total === null ? null : { amount: total, currency: price.currency };
}

/** The price alone, in the same currency. */
export function priceOf({ converted, price }: Offer): Money {
  return converted ? { amount: converted.price, currency: converted.currency } : price;
}

/** How much cheaper the best offer is than the boutique's own; 0 when it is not. */
export function savingOf(offers: readonly Offer[], best: Offer | undefined): Money | null {
  const own = offers.find(({ vendor }) => vendor === 'boutique');
  const [here, there] = [own && totalOf(own), best && totalOf(best)];
  if (!here || !there || here.currency !== there.currency || here.amount <= there.amount) return null;
  return { amount: here.amount - there.amount, currency: here.currency };
}
