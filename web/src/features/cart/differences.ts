/** How baskets differ and what happened to a line, in the shopper's language; the figures are the shop's. */
import type { CartEntry, Difference, LineChange, Money } from '@/api/types';
import { formatDate } from '@/lib/locale';
import { formatMoney } from '@/lib/money';
import { texts } from '@/lib/texts';

export function differenceOf(difference: Difference): string {
  const { differences } = texts().cart;
  switch (difference.kind) {
    case 'more_parcels_needed':
      return differences.needsMore(difference.allowed, difference.needed);
    case 'parcels_save':
      return differences.parcelsSave(difference.parcels, formatMoney(difference.saving), difference.fewest);
    case 'faster': {
      const { days, arrives_by, more } = difference;
      const cost = more.amount > 0 ? differences.costsMore(formatMoney(more)) : differences.costsNoMore;
      return days === null
        ? differences.fasterUnknown(formatDate(Date.parse(arrives_by)), cost)
        : differences.faster(days, cost);
    }
    case 'saves':
      return differences.saves(formatMoney(difference.saving));
    case 'delivery_counted':
      return differences.counted(difference.shop_name, formatMoney(difference.delivery));
    case 'free_delivery_near': {
      const { missing, shop_name, delivery } = difference;
      return differences.freeNear(formatMoney(missing), shop_name, formatMoney(delivery));
    }
  }
}

export function changeOf({ kind, before, now, left }: LineChange, { vendor_name }: CartEntry): string {
  const { changes, chooseSize } = texts().cart;
  const money = (amount: Money | null | undefined) => (amount ? formatMoney(amount) : '');
  switch (kind) {
    case 'price_down':
    case 'price_up':
    case 'delivery':
      return changes[kind](money(before), money(now));
    case 'few_left':
    case 'too_few':
      return changes.left(left ?? 0);
    case 'sold_out':
    case 'gone':
      return changes[kind](vendor_name);
    case 'choose_size':
      return chooseSize;
  }
}
