/** The words of a boutique's own items: only its pages load them, all three languages at once. */
import { useTexts } from '@/lib/texts';
import type { Widened } from '@/lib/texts/texts';
import { items as de } from './de';
import { items as en } from './en';
import { items as fr } from './fr';

export type ItemTexts = Widened<typeof en>;

const WORDS = { en, de, fr };

export function useItemTexts(): ItemTexts {
  return WORDS[useTexts().code];
}
