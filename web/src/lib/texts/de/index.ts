/** Die Wörter der App auf Deutsch. */
import type { Texts } from '@/lib/texts/texts';
import { account } from './account';
import { boutique } from './boutique';
import { cart } from './cart';
import { common } from './common';
import { deck } from './deck';
import { favourites } from './favourites';
import { item } from './item';
import { navigation } from './navigation';
import { problems } from './problems';
import { quiz } from './quiz';
import { search } from './search';
import { signing } from './signing';
import { welcome } from './welcome';
import { words } from './words';

export const de: Texts = {
  code: 'de',
  account,
  boutique,
  cart,
  common,
  deck,
  favourites,
  item,
  navigation,
  problems,
  quiz,
  search,
  signing,
  welcome,
  words,
};
