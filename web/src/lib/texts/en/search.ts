/** Looking for something in particular, or for nothing yet. */
import { pluralsIn } from '@/lib/texts/plurals';

const many = pluralsIn('en');
const pieces = { one: '# piece', other: '# pieces' };

export const search = {
  title: 'Search',
  placeholder: 'Linen dress, navy, stripes …',
  clearWords: 'Clear the words',
  // before anything is asked for
  byKind: 'By kind',
  byColour: 'By colour',
  newIn: 'New in',
  seeAll: 'See everything',
  kinds: {
    dress: 'Dresses',
    shirt: 'Shirts',
    blouse: 'Blouses',
    't-shirt': 'T-shirts',
    knit: 'Knitwear',
    jacket: 'Jackets',
    coat: 'Coats',
    trousers: 'Trousers',
    jeans: 'Jeans',
    shorts: 'Shorts',
    skirt: 'Skirts',
    shoes: 'Shoes',
    bag: 'Bags',
    hat: 'Hats',
  },
  // what was found
  found: 'Found pieces',
  count: (count: number) => many(count, pieces),
  countOver: (count: number) => many(count, { one: 'More than # piece', other: 'More than # pieces' }),
  sort: 'Sort',
  sorts: {
    relevance: 'Best match',
    newest: 'Newest first',
    price_asc: 'Price: low to high',
    price_desc: 'Price: high to low',
  },
  // narrowing it
  filters: 'Filters',
  chosen: 'Chosen filters',
  clearAll: 'Clear all',
  remove: (what: string) => `Remove ${what}`,
  showFound: (count: number) => many(count, { one: 'Show # piece', other: 'Show # pieces' }),
  showNothing: 'Nothing has all of this',
  names: {
    category: 'Kind',
    brand: 'Brand',
    colour: 'Colour',
    size: 'Size',
    pattern: 'Pattern',
    tag: 'Detail',
    price: 'Price',
    boutique_id: 'Boutique',
    in_stock: 'In stock',
  },
  onlyInStock: 'Only what is in stock',
  aBoutique: 'One boutique',
  lowest: 'Lowest price',
  highest: 'Highest price',
  priceFrom: (price: string) => `from ${price}`,
  priceTo: (price: string) => `up to ${price}`,
  priceBetween: (low: string, high: string) => `${low} to ${high}`,
  allOf: (count: number) => many(count, { one: 'Show all #', other: 'Show all #' }),
  fewer: 'Show fewer',
  // nothing
  nothing: 'Nothing found',
  unknownWords: (words: string) =>
    `No piece here is described by ${words}. Check the spelling, or leave it out.`,
  nothingText: 'Nothing has all of this at once. Take one thing away:',
  nothingClose: 'Nothing comes close. Begin again with one of these:',
  nothingAtAll: 'Try other words, or look at everything.',
  withoutIt: (what: string, count: number) => `Without ${what}: ${many(count, pieces)}`,
  onlyIt: (what: string) => `Only ${what}`,
  searchFor: (words: string) => `Search for “${words}”`,
  theWords: (words: string) => `“${words}”`,
  // trouble
  trouble: 'The search did not arrive',
  offlineTitle: 'You are offline',
  offlineText: 'The shelves come back with your connection.',
};
