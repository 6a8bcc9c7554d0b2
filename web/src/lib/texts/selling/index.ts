/** The way to a boutique of one’s own: a few words for the pages that point there. */
import { useTexts } from '@/lib/texts';
import { selling as de } from './de';
import { type SellingTexts, selling as en } from './en';
import { selling as fr } from './fr';

export type { SellingTexts };

const WORDS = { en, de, fr };

export function useSellingTexts(): SellingTexts {
  return WORDS[useTexts().code];
}
