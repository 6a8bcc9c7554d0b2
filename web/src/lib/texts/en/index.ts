/** The words of the app in English. */
import { account } from './account';
import { boutique } from './boutique';
import { common } from './common';
import { deck } from './deck';
import { favourites } from './favourites';
import { item } from './item';
import { navigation } from './navigation';
import { problems } from './problems';
import { quiz } from './quiz';
import { search } from './search';
import { signing } from './signing';
import { taste } from './taste';
import { users } from './users';
import { welcome } from './welcome';
import { words } from './words';

export const en = {
  code: 'en',
  account,
  boutique,
  common,
  deck,
  favourites,
  item,
  navigation,
  problems,
  quiz,
  search,
  signing,
  taste,
  users,
  welcome,
  words,
} as const;
