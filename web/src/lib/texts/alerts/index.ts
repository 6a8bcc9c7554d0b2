/** The words of price alerts: only the pages that set and list them load these, all three languages at once. */
import { useTexts } from '@/lib/texts';
import type { Widened } from '@/lib/texts/texts';
import { alerts as de } from './de';
import { alerts as en } from './en';
import { alerts as fr } from './fr';

export type AlertTexts = Widened<typeof en>;

const WORDS = { en, de, fr };

export function useAlertTexts(): AlertTexts {
  return WORDS[useTexts().code];
}
