/** An amount of money as people type it. */
import { exponentOf } from './money';

/** Minor units of what was typed, with a comma or a point; null when it is no price. */
export function amountOf(words: string, currency: string): number | null {
  const text = words.trim().replace(',', '.');
  if (!/^\d{1,7}(\.\d+)?$/.test(text)) return null;
  const amount = Math.round(Number(text) * 10 ** exponentOf(currency));
  return amount > 0 ? amount : null;
}
