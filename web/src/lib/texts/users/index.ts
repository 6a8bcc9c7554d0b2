/** The words of the list of people: only its pages load them, all three languages at once. */
import { language, useTexts } from '@/lib/texts';
import { users as de } from './de';
import { type UserTexts, users as en } from './en';
import { users as fr } from './fr';

export type { UserTexts };

const WORDS = { en, de, fr };

export function useUserTexts(): UserTexts {
  return WORDS[useTexts().code];
}

/** The same outside of components. */
export const userTexts = (): UserTexts => WORDS[language()];
