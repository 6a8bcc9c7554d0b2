/** Money in minor units (4900 EUR) as people read it in the app's language (€49.00; whole amounts without cents). */
import { localeNow } from './locale';

interface Format {
  exponent: number;
  exact: Intl.NumberFormat;
  whole: Intl.NumberFormat;
}

const formats = new Map<string, Format>();

export function formatMoney(money: { amount: number; currency: string }, locale = localeNow()): string {
  const { exponent, exact, whole } = formatOf(money.currency, locale);
  const amount = money.amount / 10 ** exponent;
  return (Number.isInteger(amount) ? whole : exact).format(amount);
}

/** How many minor digits a currency has: 2 for EUR, 0 for JPY. */
export function exponentOf(currency: string): number {
  return formatOf(currency, 'en').exponent;
}

function formatOf(currency: string, locale: string): Format {
  const key = `${locale} ${currency}`;
  let found = formats.get(key);
  if (!found) {
    const exact = new Intl.NumberFormat(locale, { style: 'currency', currency });
    const whole = new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 });
    // How many minor digits a currency has is the currency's business (EUR 2, JPY 0, KWD 3).
    found = { exponent: exact.resolvedOptions().maximumFractionDigits ?? 2, exact, whole };
    formats.set(key, found);
  }
  return found;
}
