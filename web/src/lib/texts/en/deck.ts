/** The deck: one card after the other. */
import { pluralsIn } from '@/lib/texts/plurals';

const many = pluralsIn('en');

export const deck = {
  title: 'Your deck',
  actions: 'What to do with this card',
  nope: 'Not for me',
  undo: 'Undo',
  details: 'Details',
  save: 'Save',
  saved: (what: string, left: number) => `Saved: ${what}. ${many(left, { one: '# left', other: '# left' })}`,
  passed: (what: string, left: number) =>
    `Passed: ${what}. ${many(left, { one: '# left', other: '# left' })}`,
  back: (what: string, left: number) =>
    `Back again: ${what}. ${many(left, { one: '# left', other: '# left' })}`,
  loading: 'Loading your deck',
  trouble: 'The deck did not arrive',
  offline: (count: number) =>
    many(count, { one: 'Offline: # swipe waiting', other: 'Offline: # swipes waiting' }),
  picture: (number: number, of: number) => `Picture ${number} of ${of}`,
  openItem: 'Open the item page',
  keys: 'Keys: ← pass · → save · ↓ details · U undo · 1–9 pictures',
  learning: (done: number, goal: number) => `Learning your style: ${done} of ${goal}`,
  learnt: 'See what we learnt',
  learntNow: 'Fifteen swipes: we begin to see your taste.',
  // the end
  endTitle: 'You have seen everything for now',
  endTitleIn: (what: string) => `You have seen everything new in ${what}`,
  endText: 'New pieces will come. Until then:',
  allPrices: (count: number) => `Any price: ${many(count, { one: '# more piece', other: '# more pieces' })}`,
  dearer: (price: string, count: number) =>
    `Up to ${price}: ${many(count, { one: '# more piece', other: '# more pieces' })}`,
  allKinds: (count: number) => `All kinds: ${many(count, { one: '# more piece', other: '# more pieces' })}`,
  otherSizes: (count: number) =>
    `Other sizes, too: ${many(count, { one: '# more piece', other: '# more pieces' })}`,
  favourites: 'See your favourites',
  lookAgain: 'Look again',
  // the filter
  filter: 'Filter',
  filterTitle: 'What shall be in your deck?',
  everything: 'Everything',
  upTo: (price: string) => `up to ${price}`,
  anyPrice: 'Any price',
  kind: 'Kind',
  price: 'Price',
  show: 'Show these',
  // why a card is here
  why: 'Why this?',
  because: (name: string) => `Because you liked ${name}`,
  gone: 'something that is no longer sold',
  inColour: (colour: string) => `In ${colour}, a colour you like`,
  fromBrand: (brand: string) => `From ${brand}, a brand you like`,
  ofKind: (kind: string) => `You often like this kind: ${kind}`,
  withTags: (tags: string) => `In your style: ${tags}`,
  popular: 'Popular with shoppers at the moment',
  asTold: (what: string) => `As you told us: ${what}`,
  isNew: 'New this week',
  toLearn: (kind: string) => `To learn your taste: ${kind}`,
  share: (percent: string) => `${percent} of the reason`,
};
