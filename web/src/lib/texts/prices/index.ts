/** The words of offers and their history: only what shows prices loads them, all three languages at once. */
import { language, useTexts } from '@/lib/texts';
import { prices as de } from './de';
import { type PriceTexts, prices as en } from './en';
import { prices as fr } from './fr';

export type { PriceTexts };

const WORDS = { en, de, fr };

export function usePriceTexts(): PriceTexts {
  return WORDS[useTexts().code];
}

/** The same outside of components. */
export const priceTexts = (): PriceTexts => WORDS[language()];
