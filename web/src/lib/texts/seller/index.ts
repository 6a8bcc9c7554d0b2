/** The words around a boutique's own pages: only those load them, all three languages at once. */
import { useTexts } from '@/lib/texts';
import { seller as de } from './de';
import { type SellerTexts, seller as en } from './en';
import { seller as fr } from './fr';

export type { SellerTexts };

const WORDS = { en, de, fr };

export function useSellerTexts(): SellerTexts {
  return WORDS[useTexts().code];
}
