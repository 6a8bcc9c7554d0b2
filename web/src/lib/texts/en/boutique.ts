/** The boutiques: all of them, and each one's own page. */
import { pluralsIn } from '@/lib/texts/plurals';

const many = pluralsIn('en');

export const boutique = {
  title: 'The boutiques',
  text: 'Independent shops with a hand of their own. Everything here comes from one of them.',
  all: 'All boutiques',
  open: (name: string) => `See ${name}`,
  some: (name: string) => `A few pieces from ${name}`,
  items: (name: string) => `Pieces from ${name}`,
  count: (count: number) => many(count, { one: '# piece', other: '# pieces' }),
  everything: 'Everything',
  sells: 'Kinds of clothes',
  empty: 'The shelves are being filled',
  emptyText: 'Nothing is for sale here just now. Have a look at the others.',
  none: 'No boutique has opened yet',
  noneText: 'The first ones are unpacking.',
  trouble: 'The boutiques did not arrive',
  troubleOne: 'This boutique did not arrive',
};
