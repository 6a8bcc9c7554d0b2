/** The cart and its baskets. */
import { pluralsIn } from '@/lib/texts/plurals';

const many = pluralsIn('en');

export const cart = {
  title: 'Cart',
  count: (count: number) => many(count, { one: '# piece in the cart', other: '# pieces in the cart' }),
  trouble: 'Your cart did not arrive',
  empty: 'Your cart is empty',
  emptyText:
    'Put in what you like, from our boutiques and other shops: we find the cheapest way to buy all of it.',
  toDeck: 'To the deck',
  toFavourites: 'To your favourites',
  // adding
  add: 'Add to cart',
  buyNow: 'Buy now',
  addFrom: (shop: string) => `Add to cart from ${shop}`,
  addedFrom: (shop: string) => `In the cart, from ${shop}`,
  added: 'In the cart',
  again: 'Try again',
  soldOut: 'Sold out',
  isIn: 'It is in your cart',
  show: 'Show the cart',
  // baskets
  baskets: 'Ways to buy it all',
  basketTrouble: 'The baskets could not be worked out',
  kinds: { cheapest: 'Best basket', fewest_parcels: 'One parcel', fastest: 'Fastest' },
  fewest: 'Fewest parcels',
  about: (amount: string) => `about ${amount}`,
  parcels: (count: number) => many(count, { one: '# parcel', other: '# parcels' }),
  by: (day: string) => `by ${day}`,
  // parcels and lines
  delivery: (amount: string) => `${amount} delivery`,
  deliveryFree: 'Free delivery',
  deliveryUnknown: 'delivery unknown',
  deliveryGuess: (amount: string) => `Delivery unknown, counted as ${amount}`,
  missing: (amount: string) => `${amount} more, and delivery is free.`,
  buyThere: (shop: string) => `You buy these at ${shop}:`,
  left: 'Needs a look',
  size: 'Size',
  none: 'Choose',
  from: 'From',
  quantity: 'Quantity',
  less: 'One less',
  more: 'One more',
  later: 'Save for later',
  back: 'Back into the cart',
  remove: 'Remove',
  removeIt: (name: string) => `Remove ${name}`,
  chooseSize: 'Choose a size',
  saved: 'Saved for later',
  goods: 'Pieces',
  deliveries: (count: number) => many(count, { one: 'Delivery, # parcel', other: 'Delivery, # parcels' }),
  total: 'Total',
  estimate: 'One delivery is unknown and counted from above.',
  rates: (day: string) => `Other currencies at the rates of ${day}.`,
  kept: 'A cart keeps nothing back for you: prices and stock may still move.',
  // how baskets differ
  differences: {
    needsMore: (allowed: number, needed: number) =>
      `${many(allowed, { one: 'One parcel cannot', other: '# parcels cannot' })} hold everything: it takes ${needed}.`,
    parcelsSave: (count: number, saving: string, fewest: number) =>
      many(count, {
        one: `# parcel saves ${saving} against ${fewest}.`,
        other: `# parcels save ${saving} against ${fewest}.`,
      }),
    faster: (days: number, cost: string) =>
      many(days, {
        one: `The fastest basket is there a day earlier and ${cost}.`,
        other: `The fastest basket is there # days earlier and ${cost}.`,
      }),
    fasterUnknown: (day: string, cost: string) =>
      `The fastest basket is there by ${day} and ${cost}; the cheapest does not say when.`,
    costsMore: (amount: string) => `costs ${amount} more`,
    costsNoMore: 'costs no more',
    saves: (saving: string) => `The best basket saves ${saving} against the shops you have chosen.`,
    counted: (shop: string, amount: string) =>
      `${shop} does not say what delivery costs: ${amount} is counted for it.`,
    freeNear: (amount: string, shop: string, delivery: string) =>
      `${amount} more at ${shop} would make its delivery of ${delivery} free.`,
  },
  // what happened to a line
  changes: {
    price_down: (before: string, now: string) => `Was ${before}, now ${now}`,
    price_up: (before: string, now: string) => `Was ${before}, now ${now}`,
    delivery: (before: string, now: string) => `Delivery was ${before}, now ${now}`,
    left: (count: number) => `Only ${count} left`,
    sold_out: (shop: string) => `Sold out at ${shop}`,
    gone: (shop: string) => `${shop} does not sell this any more`,
  },
  toCheckout: 'Check out',
};
