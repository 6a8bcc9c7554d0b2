/** The currencies that a boutique can keep its prices in, by their names in the reader's language. */
import { localeNow } from '@/lib/locale';

export const CURRENCIES =
  'EUR AUD BRL CAD CHF CNY CZK DKK GBP GHS HKD HUF IDR ILS INR JPY KES KRW MXN MYR NGN NOK NZD PHP PLN RON SEK SGD THB TRY TWD USD VND ZAR'.split(
    ' ',
  );

const OF_COUNTRIES: Record<string, string> = {
  ...{ AU: 'AUD', BR: 'BRL', CA: 'CAD', CH: 'CHF', LI: 'CHF', CN: 'CNY', CZ: 'CZK', DK: 'DKK', GB: 'GBP' },
  ...{ GH: 'GHS', HK: 'HKD', HU: 'HUF', ID: 'IDR', IL: 'ILS', IN: 'INR', JP: 'JPY', KE: 'KES', KR: 'KRW' },
  ...{ MX: 'MXN', MY: 'MYR', NG: 'NGN', NO: 'NOK', NZ: 'NZD', PH: 'PHP', PL: 'PLN', RO: 'RON', SE: 'SEK' },
  ...{ SG: 'SGD', TH: 'THB', TR: 'TRY', TW: 'TWD', US: 'USD', VN: 'VND', ZA: 'ZAR' },
};

/** A country's own currency, the euro where we do not know it. */
export function currencyOf(country: string): string {
  return OF_COUNTRIES[country] ?? 'EUR';
}

export function currencyName(code: string): string {
  const name = new Intl.DisplayNames(localeNow(), { type: 'currency' }).of(code);
  return name === undefined || name === code ? code : `${code} · ${name}`;
}
