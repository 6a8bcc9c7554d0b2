/** What the shop had to tell, in the shopper's language; what it told before it kept facts stays in English. */
import type { Told } from '@/api/types';
import { formatShare } from '@/lib/locale';
import { formatMoney } from '@/lib/money';
import { inboxTexts } from '@/lib/texts/inbox';
import { stepTexts, stopTexts } from '@/lib/texts/steps';

type Facts = NonNullable<Told['facts']>;
type PriceNews = Extract<Facts, { kind: 'price_alert' }>;
type WebhookNews = Extract<Facts, { host: string }>;
type OrderNews = Exclude<Facts, PriceNews | WebhookNews>;
type News = PriceNews['news'][number];

const NO_PARCEL = { boutique: '', pieces: 0, method: '', carrier: '', tracking: '' };

export function titleOf({ facts, title }: Told): string {
  if (!facts) return title;
  if (facts.kind !== 'price_alert') return saidOf(facts)[0];
  const [first] = facts.news;
  if (!first) return title;
  const { news } = inboxTexts();
  return first.total ? news.nowCosts(facts.item_name, formatMoney(first.total)) : news.back(facts.item_name);
}

/** A sentence for each of the news. */
export function linesOf({ facts, body }: Told): string[] {
  if (!facts) return body.split('\n');
  if (facts.kind !== 'price_alert') return [saidOf(facts)[1]];
  return facts.news.map((one) => lineOf(facts.item_name, one));
}

function saidOf(facts: OrderNews | WebhookNews) {
  if ('host' in facts) return stopTexts()[facts.kind](facts.host);
  const { kind, number, total, minutes, parcel } = facts;
  return stepTexts()[kind]({ ...NO_PARCEL, ...parcel, number, total: formatMoney(total), minutes });
}

function lineOf(item: string, { kind, size, shop, total, before }: News): string {
  const { news } = inboxTexts();
  const piece = size ? news.sized(item, size) : item;
  if (kind === 'in_stock' || !total || !before) return news.in_stock(piece, shop);
  const share = formatShare((before.amount - total.amount) / Math.max(1, before.amount));
  return news[kind](piece, shop, formatMoney(total), formatMoney(before), share);
}
