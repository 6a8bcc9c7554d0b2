/** The seller's terms: only their page loads them, all three languages at once. */
import { useTexts } from '@/lib/texts';
import { terms as de } from './de';
import { type TermsTexts, terms as en } from './en';
import { terms as fr } from './fr';

export type { TermsTexts };

const WORDS = { en, de, fr };

export function useTermsTexts(): TermsTexts {
  return WORDS[useTexts().code];
}
