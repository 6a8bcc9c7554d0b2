/** Der Weg zur eigenen Boutique. */
import type { SellingTexts } from './en';

export const selling: SellingTexts = {
  ask: 'Verkaufen Sie selbst Kleidung?',
  link: 'Auf Modiste verkaufen',
};
