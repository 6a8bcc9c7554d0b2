/** The words of a boutique's own items: only its pages load them, all three languages at once. */
import { useTexts } from '@/lib/texts';
import { items as de } from './de';
import { type ItemTexts, items as en } from './en';
import { items as fr } from './fr';

export type { ItemTexts };

const WORDS = { en, de, fr };

export function useItemTexts(): ItemTexts {
  return WORDS[useTexts().code];
}
