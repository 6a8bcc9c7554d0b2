/** The words of a boutique's parcels: only its pages load them, all three languages at once. */
import { useTexts } from '@/lib/texts';
import type { Widened } from '@/lib/texts/texts';
import { parcels as de } from './de';
import { parcels as en } from './en';
import { parcels as fr } from './fr';

export type ParcelTexts = Widened<typeof en>;

const WORDS = { en, de, fr };

export function useParcelTexts(): ParcelTexts {
  return WORDS[useTexts().code];
}
