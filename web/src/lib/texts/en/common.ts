/** Words that many pages share. */
import { pluralsIn } from '@/lib/texts/plurals';

const many = pluralsIn('en');

export const common = {
  tryAgain: 'Try again',
  showMore: 'Show more',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  remove: 'Remove',
  done: 'Done',
  clear: 'Clear',
  loading: 'Loading',
  toDeck: 'To the deck',
  searchShop: 'Search the shop',
  soldOut: 'sold out',
  pieces: (count: number) => many(count, { one: '# piece', other: '# pieces' }),
  notFound: 'There is nothing here',
  notFoundText: 'This page does not exist, or the item was taken out of the shop.',
  notFoundTitle: 'Not found',
  pageTrouble: 'This page did not open',
  loadAgain: 'Load it again',
  newVersion: 'A new version of Modiste is ready.',
  useNewVersion: 'Use it now',
  offline: 'You are offline. What you have seen before is still here.',
  install: 'Install the app',
  skipToContent: 'Skip to the content',
  noPicture: 'No picture',
};
