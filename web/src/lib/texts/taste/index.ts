/** The words of what the shop has learnt: only its pages load them, all three languages at once. */
import { useTexts } from '@/lib/texts';
import type { Widened } from '@/lib/texts/texts';
import { taste as de } from './de';
import { taste as en } from './en';
import { taste as fr } from './fr';

export type TasteTexts = Widened<typeof en>;

const WORDS = { en, de, fr };

export function useTasteTexts(): TasteTexts {
  return WORDS[useTexts().code];
}
