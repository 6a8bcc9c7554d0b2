/** What addresses may ask of a page beyond its path: what is not understood is left out. */

import { searchOf } from '@/features/catalogue/searching';
import type { WardrobeWish } from '@/features/wardrobe/wish';
import { destinationOf } from '@/lib/destination';

type Given = Record<string, unknown>;

const FAVOURITE_SORTS = ['added', 'price_asc', 'price_desc'] as const;

const PARCELS = ['packed', 'shipped', 'delivered', 'return_requested', 'all'] as const;

const DELIVERIES = ['waiting', 'failed', 'gave_up', 'delivered'] as const;

const ITEMS = ['low_stock', 'active', 'inactive'] as const;

const ROLES = ['user', 'boutique', 'admin'] as const;

export function deckWish(given: Given) {
  const category = words(given.category);
  const price = Number(given.price_max);
  return {
    ...(category && { category }),
    ...(price > 0 && Number.isSafeInteger(price) && { price_max: price }),
  };
}

/** A wish with one word in it. */
export function oneOf<const Name extends string>(name: Name) {
  return (given: Given) => {
    const value = words(given[name]);
    return (value ? { [name]: value } : {}) as { [name in Name]?: string };
  };
}

/** Where to go once one has signed in. */
export function afterwards(given: Given) {
  const next = destinationOf(given.next);
  return next === undefined ? {} : { next };
}

export function boutiqueWish(given: Given) {
  const { category, sort } = searchOf(given);
  return { ...(category && { category }), ...(sort && { sort }) };
}

export function checkoutWish(given: Given) {
  const [item, quantity] = [Number(given.item), Number(given.quantity)];
  const size = words(given.size);
  return {
    ...(item > 0 && Number.isSafeInteger(item) && { item }),
    ...(size && { size }),
    ...(quantity > 0 && quantity <= 20 && Number.isSafeInteger(quantity) && { quantity }),
  };
}

export function usersWish(given: Given) {
  const q = words(given.q);
  const role = ROLES.find((known) => known === given.role);
  const active = { true: true, false: false }[String(given.active)];
  return { ...(q && { q }), ...(role && { role }), ...(active !== undefined && { active }) };
}

export function favouriteWish(given: Given) {
  const q = words(given.q);
  const sort = FAVOURITE_SORTS.find((known) => known === given.sort);
  return { ...(q && { q }), ...(sort && { sort }) };
}

/** Without a wish, the last thirty days. */
export function homeWish(given: Given) {
  const days = ([7, 90] as const).find((known) => known === Number(given.days));
  return { ...(days && { days }) };
}

/** Without a wish, what is to pack. */
export function parcelsWish(given: Given) {
  const state = PARCELS.find((known) => known === given.state);
  return { ...(state && { state }) };
}

/** Without a wish, all that was told. */
export function deliveriesWish(given: Given) {
  const state = DELIVERIES.find((known) => known === given.state);
  return { ...(state && { state }) };
}

/** Without a wish, all of a boutique's items. */
export function itemsWish(given: Given) {
  const q = words(given.q);
  const show = ITEMS.find((known) => known === given.show);
  return { ...(q && { q }), ...(show && { show }) };
}

/** What the wardrobe is asked for: its page, which comes later, leaves out what it does not understand. */
export function unread(given: Given) {
  return given as WardrobeWish;
}

function words(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined;
}
