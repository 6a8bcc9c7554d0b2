/** What an owner writes of an item, checked field by field, and what of it is sent. */
import type { ItemChanges, NewItem, OwnItem } from '@/api/types';
import { amountOf } from '@/lib/amount';
import { exponentOf } from '@/lib/money';

export interface SizeLine {
  key: string;
  size: string;
  colour: string;
  stock: string;
  /** The stock that the owner saw; null for a line of her own. */
  was: number | null;
  /** What there is now, where it moved since; null when the size is gone. */
  now?: number | null;
}

export interface ItemDraft {
  name: string;
  kind: string;
  price: string;
  description: string;
  colours: string;
  material: string;
  pattern: string;
  gtin: string;
  number: string;
  isActive: boolean;
  sizes: readonly SizeLine[];
}

export type Fault =
  'noName' | 'noKind' | 'noPrice' | 'badGtin' | 'badDigit' | 'badStock' | 'sameSize' | 'numberTaken';
export type Faults = Partial<Record<keyof ItemDraft | `size ${string}` | `stock ${string}`, Fault>>;

const MOST_STOCK = 1_000_000;
const LARGEST_PRICE = 2 ** 31 - 1;
let keys = 0;

export function newLine(line: Partial<SizeLine> = {}): SizeLine {
  return { key: String((keys += 1)), size: '', colour: '', stock: '', was: null, ...line };
}

export function emptyDraft(): ItemDraft {
  const blank = { name: '', kind: '', price: '', description: '', colours: '' };
  return { ...blank, material: '', pattern: '', gtin: '', number: '', isActive: true, sizes: [newLine()] };
}

export function draftOf(item: OwnItem): ItemDraft {
  return {
    name: item.name,
    kind: item.category,
    price: priceText(item.price),
    description: item.description,
    colours: item.colours.join(', '),
    material: item.material ?? '',
    pattern: item.pattern ?? '',
    gtin: item.gtin ?? '',
    number: item.external_id,
    isActive: item.is_active,
    sizes: item.variants.map(({ size, colour, stock }) =>
      newLine({ size, colour, stock: String(stock), was: stock }),
    ),
  };
}

export function isSame(one: ItemDraft, other: ItemDraft): boolean {
  const plain = ({ sizes, ...fields }: ItemDraft) =>
    JSON.stringify([fields, sizes.map(({ size, colour, stock }) => [size, colour, stock])]);
  return plain(one) === plain(other);
}

export function faultsIn(draft: ItemDraft, currency: string): Faults {
  const faults: Faults = {};
  if (!draft.name.trim()) faults.name = 'noName';
  if (!draft.kind.trim()) faults.kind = 'noKind';
  const price = amountOf(draft.price, currency);
  if (price === null || price > LARGEST_PRICE) faults.price = 'noPrice';
  const gtin = faultInGtin(draft.gtin);
  if (gtin) faults.gtin = gtin;
  const seen = new Set<string>();
  for (const { key, size, colour, stock } of draft.sizes) {
    const name = `${size.trim().toLowerCase()}\n${colour.trim().toLowerCase()}`;
    if (seen.has(name)) faults[`size ${key}`] = 'sameSize';
    seen.add(name);
    if (!/^\d{1,7}$/.test(stock.trim()) || Number(stock) > MOST_STOCK) faults[`stock ${key}`] = 'badStock';
  }
  return faults;
}

/** A GTIN's last digit makes the sum of all, every second one threefold from the right, end in nought. */
export function faultInGtin(text: string): Fault | null {
  const digits = text.replace(/[\s-]/g, '');
  if (!digits) return null;
  if (!/^(\d{8}|\d{12,14})$/.test(digits)) return 'badGtin';
  const sum = [...digits].reverse().reduce((all, digit, at) => all + Number(digit) * (at % 2 ? 3 : 1), 0);
  return sum % 10 === 0 ? null : 'badDigit';
}

export function newItemOf(draft: ItemDraft, currency: string): NewItem {
  return {
    ...fieldsOf(draft, currency),
    ...(draft.number.trim() && { external_id: draft.number.trim() }),
    variants: variantsOf(draft).map(({ size, colour, stock }) => ({ size, colour, stock })),
  };
}

/** Only what differs from what was read: what others changed elsewhere in the item stays theirs. */
export function changesOf(draft: ItemDraft, read: ItemDraft, currency: string): ItemChanges {
  const before: Record<string, unknown> = fieldsOf(read, currency);
  const changed = Object.entries(fieldsOf(draft, currency)).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]),
  );
  const sizes = variantsOf(draft);
  return {
    ...(Object.fromEntries(changed) as ItemChanges),
    ...(draft.number.trim() && draft.number !== read.number && { external_id: draft.number.trim() }),
    ...(JSON.stringify(sizes) !== JSON.stringify(variantsOf(read)) && { variants: sizes }),
  };
}

/** The lines as they were written, beside what there is of each now; null when nothing moved. */
export function linesBeside(lines: readonly SizeLine[], item: OwnItem): SizeLine[] | null {
  let hasMoved = false;
  const beside = lines.map((line) => {
    const named = item.variants.find(
      ({ size, colour }) => size === line.size.trim() && colour === line.colour.trim(),
    );
    const now = named?.stock ?? null;
    if (now === line.was) return line;
    hasMoved = true;
    return { ...line, now };
  });
  return hasMoved ? beside : null;
}

/** Once the owner has seen what there is now, it is what she replaces. */
export function seen(lines: readonly SizeLine[]): SizeLine[] {
  return lines.map(({ now, ...line }) => (now === undefined ? line : { ...line, was: now }));
}

function fieldsOf(draft: ItemDraft, currency: string) {
  const orNull = (text: string) => text.trim() || null;
  return {
    name: draft.name.trim(),
    category: draft.kind.trim(),
    price: amountOf(draft.price, currency) ?? 0,
    description: draft.description.trim(),
    colours: draft.colours
      .split(',')
      .map((colour) => colour.trim())
      .filter(Boolean),
    material: orNull(draft.material),
    pattern: orNull(draft.pattern),
    gtin: orNull(draft.gtin.replace(/[\s-]/g, '')),
    is_active: draft.isActive,
  };
}

function variantsOf({ sizes }: ItemDraft) {
  return sizes.map(({ size, colour, stock, was }) => ({
    size: size.trim(),
    colour: colour.trim(),
    stock: Number(stock),
    was,
  }));
}

function priceText({ amount, currency }: OwnItem['price']): string {
  const digits = exponentOf(currency);
  return (amount / 10 ** digits).toFixed(digits);
}
