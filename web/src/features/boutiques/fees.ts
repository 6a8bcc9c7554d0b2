/** What a delivery costs, as people type it: unlike the price of a piece it may be nothing. */
import { amountOf } from '@/lib/amount';
import { exponentOf } from '@/lib/money';

/** Minor units of what was typed; null when it is no price. */
export function feeOf(words: string, currency: string): number | null {
  return /^0+([.,]0+)?$/.test(words.trim()) ? 0 : amountOf(words, currency);
}

/** As it would be typed. */
export function feeWords(amount: number | null | undefined, currency: string): string {
  if (amount === null || amount === undefined) return '';
  const exponent = exponentOf(currency);
  return (amount / 10 ** exponent).toFixed(exponent);
}

/** How many days, or null when it is no number of days that a delivery takes. */
export function daysOf(words: string): number | null {
  const days = /^\d{1,2}$/.test(words.trim()) ? Number(words) : NaN;
  return days <= 90 ? days : null;
}

/** The countries of a list such as "DE, FR"; null where something is no country's code. */
export function countriesOf(words: string): string[] | null {
  const codes = words
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
  return codes.every((code) => /^[A-Z]{2}$/.test(code)) ? [...new Set(codes)] : null;
}

/** The place of a way to deliver in addresses, made from its name. */
export function codeOf(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 30)
    .replace(/-+$/, '');
  const first = plain === '' || plain === 'standard' ? 'delivery' : plain;
  let code = first;
  for (let number = 2; taken.includes(code); number += 1) code = `${first}-${number}`;
  return code;
}
