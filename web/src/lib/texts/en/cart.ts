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
};
