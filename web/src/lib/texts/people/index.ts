/** The words of opening a boutique, its profile, its people and its keys: only those pages load them, all three
 * languages at once. */
import { useTexts } from '@/lib/texts';
import { people as de } from './de';
import { type PeopleTexts, people as en } from './en';
import { people as fr } from './fr';

export type { PeopleTexts };

const WORDS = { en, de, fr };

export function usePeopleTexts(): PeopleTexts {
  return WORDS[useTexts().code];
}
