/** Where a boutique is: "Lisbon, Portugal", the country in the reader's language. */
import { localeNow } from '@/lib/locale';

export function placeOf({ city, country }: { city: string; country: string }): string {
  return [city, countryOf(country)].filter(Boolean).join(', ');
}

function countryOf(code: string): string {
  if (!code) return '';
  try {
    return new Intl.DisplayNames(localeNow(), { type: 'region' }).of(code) ?? code;
  } catch {
    return code; // no country that the browser knows
  }
}
