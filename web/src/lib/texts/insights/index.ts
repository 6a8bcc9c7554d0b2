/** The words about a boutique's figures: only those pages load them, all three languages at once. */
import { useTexts } from '@/lib/texts';
import type { Widened } from '@/lib/texts/texts';
import { insights as de } from './de';
import { insights as en } from './en';
import { insights as fr } from './fr';

export type InsightTexts = Widened<typeof en>;

const WORDS = { en, de, fr };

export function useInsightTexts(): InsightTexts {
  return WORDS[useTexts().code];
}
