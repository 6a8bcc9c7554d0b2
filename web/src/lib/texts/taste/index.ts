/** The words of what the shop has learnt: only its pages load them, all three languages at once. */
import { useTexts } from '@/lib/texts';
import { taste as de } from './de';
import { type TasteTexts, taste as en } from './en';
import { taste as fr } from './fr';

export type { TasteTexts };

const WORDS = { en, de, fr };

export function useTasteTexts(): TasteTexts {
  return WORDS[useTexts().code];
}
