/** One piece with everything there is to know about it. */
import { pluralsIn } from '@/lib/texts/plurals';

const many = pluralsIn('en');

export const item = {
  trouble: 'This piece did not arrive',
  // pictures
  pictures: 'Pictures',
  picture: (number: number, of: number) => `Picture ${number} of ${of}`,
  showPicture: (number: number) => `Show picture ${number}`,
  enlarge: (number: number) => `Enlarge picture ${number}`,
  previous: 'Previous picture',
  next: 'Next picture',
  closer: 'Look closer',
  // size
  size: 'Size',
  sizeSoldOut: (size: string) => `${size}, sold out`,
  lastPieces: (count: number) => many(count, { one: 'Only # left', other: 'Only # left' }),
  isInStock: 'In stock',
  isSoldOut: 'Sold out',
  yourSize: (size: string) => `You usually wear ${size}`,
  soldOutHere: 'This size is sold out. Save the piece to find it again.',
  // saving
  save: 'Save',
  saved: 'Saved',
  signInToSave: 'Sign in to save it',
  collect: 'Add to a collection',
  // facts
  facts: 'The facts',
  brand: 'Brand',
  kind: 'Kind',
  colours: 'Colours',
  material: 'Material',
  pattern: 'Pattern',
  season: 'Season',
  details: 'Details',
  soldBy: 'Sold by',
  // why
  why: 'Why this?',
  whyText: 'What speaks for this piece when we go by your swipes alone.',
  whyNothing: 'Nothing in your swipes speaks for this piece yet.',
  whyTrouble: 'The reasons did not arrive',
  whyTaste: 'See what we learnt',
  similar: 'More like this',
};
