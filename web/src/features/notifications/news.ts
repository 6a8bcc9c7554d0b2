/** What the shop had to tell, in the shopper's language; what it told before it kept facts stays in English. */
import type { Told } from '@/api/types';
import { formatShare } from '@/lib/locale';
import { formatMoney } from '@/lib/money';
import { texts } from '@/lib/texts';

type PriceNews = Extract<NonNullable<Told['facts']>, { kind: 'price_alert' }>;
type News = PriceNews['news'][number];

export function titleOf({ facts, title }: Told): string {
  if (facts?.kind !== 'price_alert') return title;
  const [first] = facts.news;
  if (!first) return title;
  const { news } = texts().inbox;
  return first.total ? news.nowCosts(facts.item_name, formatMoney(first.total)) : news.back(facts.item_name);
}

/** A sentence for each of the news. */
export function linesOf({ facts, body }: Told): string[] {
  if (facts?.kind !== 'price_alert') return body.split('\n');
  return facts.news.map((one) => lineOf(facts.item_name, one));
}

function lineOf(item: string, { kind, size, shop, total, before }: News): string {
  const { news } = texts().inbox;
  const piece = size ? news.sized(item, size) : item;
  if (kind === 'in_stock' || !total || !before) return news.in_stock(piece, shop);
  const share = formatShare((before.amount - total.amount) / Math.max(1, before.amount));
  return news[kind](piece, shop, formatMoney(total), formatMoney(before), share);
}
