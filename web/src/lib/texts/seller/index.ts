/** The words around a boutique's own pages: only those load them, all three languages at once. */
import { useTexts } from '@/lib/texts';
import type { Widened } from '@/lib/texts/texts';
import { seller as de } from './de';
import { seller as en } from './en';
import { seller as fr } from './fr';

export type SellerTexts = Widened<typeof en>;

const WORDS = { en, de, fr };

export function useSellerTexts(): SellerTexts {
  return WORDS[useTexts().code];
}
