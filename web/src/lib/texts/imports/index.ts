/** The words of a boutique's uploads: only their pages load them, all three languages at once. */
import { useTexts } from '@/lib/texts';
import { imports as de } from './de';
import { type ImportTexts, imports as en } from './en';
import { imports as fr } from './fr';

export type { ImportTexts };

const WORDS = { en, de, fr };

export function useImportTexts(): ImportTexts {
  return WORDS[useTexts().code];
}
