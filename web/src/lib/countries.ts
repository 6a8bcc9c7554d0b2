/** The countries in the reader's language. */
import { localeNow } from './locale';

export function countryName(code: string): string {
  try {
    return new Intl.DisplayNames(localeNow(), { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}

// ISO 3166-1 alpha-2: the countries whose posts deliver parcels.
const CODES =
  'AD AE AL AM AR AT AU BA BE BG BH BJ BR CA CH CI CL CM CN CO CR CY CZ DE DK DO EC EE EG ES FI FR GB GE GH GI GR GT ' +
  'HK HR HU ID IE IL IN IS IT JO JP KE KR KW KZ LB LI LK LT LU LV MA MC MD ME MK MT MU MX MY NG NL NO NZ OM PA PE PH ' +
  'PL PT PY QA RO RS RW SA SE SG SI SK SM SN TG TH TN TR TW TZ UA UG US UY VA VN XK ZA ZM';

/** Every country to send to, by its name in the reader's language. */
export function countries(): { value: string; label: string }[] {
  const compare = new Intl.Collator(localeNow()).compare;
  return CODES.split(' ')
    .map((value) => ({ value, label: countryName(value) }))
    .sort((one, other) => compare(one.label, other.label));
}

/** The country of the browser's region, to begin with; empty where it has none. */
export function likelyCountry(): string {
  const region = new Intl.Locale(navigator.language).region ?? '';
  return CODES.split(' ').includes(region) ? region : '';
}
