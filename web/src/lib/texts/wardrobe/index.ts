/** The words of the wardrobe: only its pages load them, all three languages at once. */
import { texts, useTexts } from '@/lib/texts';
import { wardrobe as de } from './de';
import { type WardrobeTexts, wardrobe as en } from './en';
import { wardrobe as fr } from './fr';

export type { WardrobeTexts };

const WORDS = { en, de, fr };

export function useWardrobeTexts(): WardrobeTexts {
  return WORDS[useTexts().code];
}

/** The same outside of components. */
export function wardrobeTexts(): WardrobeTexts {
  return WORDS[texts().code];
}
