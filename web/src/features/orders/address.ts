/** An address while it is being written: what it needs, and how it stands on a parcel. */
import type { Address, NewAddress } from '@/api/types';
import { countryName, likelyCountry } from '@/lib/countries';

export type AddressField = Exclude<keyof NewAddress, 'is_default'>;

export const EMPTY: Required<NewAddress> = {
  name: '',
  line1: '',
  line2: '',
  postcode: '',
  city: '',
  region: '',
  country: '',
  phone: '',
  is_default: false,
};

export const NEEDED = ['name', 'line1', 'city', 'country'] as const satisfies readonly AddressField[];

/** Where an order goes. */
export interface Destination {
  /** The one that is chosen; null for the one being written. */
  chosen: string | null;
  written: Required<NewAddress>;
  keep: boolean;
}

/** What checkout begins with: the first of the address book, or an empty one to write. */
export function firstDestination(known: readonly Address[]): Destination {
  return {
    chosen: known[0]?.id ?? null,
    written: { ...EMPTY, country: likelyCountry() },
    keep: true,
  };
}

/** The country that it goes to, as far as that is known. */
export function countryOf({ chosen, written }: Destination, known: readonly Address[]): string | undefined {
  if (chosen === null) return written.country || undefined;
  return known.find(({ id }) => id === chosen)?.country;
}

/** The fields that must be filled in and are not. */
export function missingIn(address: NewAddress): AddressField[] {
  return NEEDED.filter((field) => !address[field]?.trim());
}

/** What is written of an address that stands in the book. */
export function contentOf(address: Address): Required<NewAddress> {
  const names = Object.keys(EMPTY) as (keyof NewAddress)[];
  return Object.fromEntries(
    names.map((name) => [name, address[name] ?? EMPTY[name]]),
  ) as Required<NewAddress>;
}

/** Without the spaces around what was typed. */
export function tidied(address: Required<NewAddress>): Required<NewAddress> {
  const entries = Object.entries(address).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.trim() : value,
  ]);
  return Object.fromEntries(entries) as Required<NewAddress>;
}

/** One line for each part: as it stands on a parcel. */
export function linesOf(address: NewAddress): string[] {
  const town = [address.postcode, address.city].filter(Boolean).join(' ');
  const lines = [
    address.name,
    address.line1,
    address.line2,
    town,
    address.region,
    countryName(address.country),
  ];
  return lines.filter((line): line is string => Boolean(line));
}
