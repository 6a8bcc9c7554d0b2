/** Money in minor units (4900 EUR) as people read it (€49.00). */

const formats = new Map<string, { format: Intl.NumberFormat; exponent: number }>();

export function formatMoney(money: { amount: number; currency: string }, locale?: string): string {
  const { format, exponent } = formatOf(money.currency, locale);
  return format.format(money.amount / 10 ** exponent);
}

function formatOf(currency: string, locale?: string) {
  const key = `${locale ?? ''} ${currency}`;
  let found = formats.get(key);
  if (!found) {
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
    // How many minor digits a currency has is the currency's business (EUR 2, JPY 0, KWD 3).
    found = { format, exponent: format.resolvedOptions().maximumFractionDigits ?? 2 };
    formats.set(key, found);
  }
  return found;
}
