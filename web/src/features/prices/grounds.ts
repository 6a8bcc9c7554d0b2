/** What the verdict on a deal rests on, in the shopper's language; the facts are the shop's. */
import type { Ground } from '@/api/types';
import { formatDay, formatShare } from '@/lib/locale';
import { formatMoney } from '@/lib/money';
import { dealTexts } from '@/lib/texts/deals';
import { priceTexts } from '@/lib/texts/prices';

export function groundOf(ground: Ground, currency: string): string {
  const deal = dealTexts();
  const prices = priceTexts();
  const money = (amount: number) => formatMoney({ amount, currency });
  switch (ground.kind) {
    case 'nobody_sells':
      return deal.nobodySells;
    case 'too_early':
      return deal.tooEarly(ground.days, ground.of_days);
    case 'raised_before':
      return deal.raisedBefore(
        ground.vendor_title,
        money(ground.usual),
        money(ground.raised),
        formatDay(ground.raised_at),
        money(ground.price),
      );
    case 'under_median':
    case 'near_median':
    case 'over_median': {
      const said = besideMedian(ground, money(ground.median));
      return ground.is_lowest ? `${prices.lowestIn(ground.days)} ${said}` : said;
    }
    case 'asked_now':
      return deal.askedNow(ground.vendor_title, money(ground.price));
    case 'seen_before': {
      const { days, lowest, lowest_at, highest, covered } = ground;
      const seen = deal.seenBefore(days, money(lowest), formatDay(lowest_at), money(highest));
      return `${seen} ${deal.covered(formatShare(covered))}`;
    }
    case 'lowest_before':
      return deal.lowestBefore(ground.days, formatDay(ground.began_at), money(ground.price));
    case 'claim_unseen':
      return deal.claimUnseen(money(ground.claimed), formatDay(ground.since));
  }
}

type BesideMedian = Extract<Ground, { median: number }>;

function besideMedian({ kind, share, days }: BesideMedian, median: string): string {
  const deal = dealTexts();
  if (kind === 'near_median') return deal.nearMedian(days, median);
  return (kind === 'under_median' ? deal.underMedian : deal.overMedian)(formatShare(share), days, median);
}
