/** Le chemin vers sa propre boutique. */
import type { SellingTexts } from './en';

export const selling: SellingTexts = {
  ask: 'Vous vendez des vêtements ?',
  link: 'Vendre sur Modiste',
};
