/** What is known of a garment as a form holds it, what of it was changed, and what changed elsewhere meanwhile. */
import type { Garment, GarmentChanges } from '@/api/types';
import { amountOf } from '@/lib/amount';
import { exponentOf } from '@/lib/money';
import { today } from './garments';

const MOST_PIECES = 1_000;

export interface GarmentDraft {
  name: string;
  kind: string;
  colours: readonly string[];
  pattern: string;
  formality: string;
  season: readonly string[];
  brand: string;
  size: string;
  material: string;
  notes: string;
  price: string;
  currency: string;
  boughtOn: string;
  quantity: string;
  folder: string;
}

export type FieldName = keyof GarmentDraft;

export type Fault = 'badPrice' | 'badDay' | 'badQuantity';

export type Faults = Partial<Record<FieldName, Fault>>;

export function draftOf(garment: Garment, currency: string): GarmentDraft {
  const { price, quantity, formality } = garment;
  const exponent = price ? exponentOf(price.currency) : 0;
  return {
    name: garment.name,
    kind: garment.category ?? '',
    colours: garment.colours,
    pattern: garment.pattern ?? '',
    formality: formality === null ? '' : String(formality),
    season: garment.season,
    brand: garment.brand,
    size: garment.size,
    material: garment.material ?? '',
    notes: garment.notes,
    price: price ? (price.amount / 10 ** exponent).toFixed(exponent) : '',
    currency: price?.currency ?? currency,
    boughtOn: garment.bought_on ?? '',
    quantity: String(quantity),
    folder: garment.folder_id ?? '',
  };
}

export function faultsIn(draft: GarmentDraft): Faults {
  const quantity = Number(draft.quantity);
  const isWhole = Number.isInteger(quantity) && quantity >= 1 && quantity <= MOST_PIECES;
  return {
    ...(draft.price.trim() && amountOf(draft.price, draft.currency) === null && { price: 'badPrice' }),
    ...(draft.boughtOn > today() && { boughtOn: 'badDay' }),
    ...(!isWhole && { quantity: 'badQuantity' }),
  };
}

/** The names of the fields that differ. */
export function differing(one: GarmentDraft, other: GarmentDraft): FieldName[] {
  return (Object.keys(one) as FieldName[]).filter((name) => String(one[name]) !== String(other[name]));
}

/** For the API: only what was changed. */
export function changesOf(draft: GarmentDraft, read: GarmentDraft): GarmentChanges {
  const changed = new Set(differing(draft, read));
  const price = amountOf(draft.price, draft.currency);
  const all: Record<FieldName, GarmentChanges> = {
    name: { name: draft.name.trim() },
    kind: { category: draft.kind || null },
    colours: { colours: [...draft.colours] },
    pattern: { pattern: draft.pattern.trim() || null },
    formality: { formality: draft.formality === '' ? null : Number(draft.formality) },
    season: { season: [...draft.season] as NonNullable<GarmentChanges['season']> },
    brand: { brand: draft.brand.trim() },
    size: { size: draft.size.trim() },
    material: { material: draft.material.trim() || null },
    notes: { notes: draft.notes.trim() },
    price: { price: price === null ? null : { amount: price, currency: draft.currency } },
    currency: price === null ? {} : { price: { amount: price, currency: draft.currency } },
    boughtOn: { bought_on: draft.boughtOn || null },
    quantity: { quantity: Number(draft.quantity) },
    folder: { folder_id: draft.folder || null },
  };
  return Object.assign({}, ...[...changed].map((name) => all[name])) as GarmentChanges;
}

/**
 * What was written here and what changed elsewhere, put together: what only one side changed is taken from it.
 * `contested` are the fields that both changed, and not to the same; what was written here stands in them.
 */
export function merged(mine: GarmentDraft, read: GarmentDraft, now: GarmentDraft) {
  const here = differing(mine, read);
  const elsewhere = new Set(differing(now, read));
  const apart = new Set(differing(mine, now));
  const draft = { ...now, ...Object.fromEntries(here.map((name) => [name, mine[name]])) };
  return { draft, contested: here.filter((name) => elsewhere.has(name) && apart.has(name)) };
}

const STEPS: readonly number[] = [0, 0.25, 0.5, 0.75, 1];

/** The steps that a list offers, with a value between them in the place of the nearest. */
export function formalitySteps(value: string): string[] {
  const nearest = STEPS.reduce((best, step, at) => {
    const isNearer = Math.abs(step - Number(value)) < Math.abs((STEPS[best] ?? 0) - Number(value));
    return isNearer ? at : best;
  }, 0);
  return STEPS.map((step, at) => (value !== '' && at === nearest ? value : String(step)));
}
