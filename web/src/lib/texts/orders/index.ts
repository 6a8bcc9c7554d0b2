/** The words of checkout and orders: only their pages load them, all three languages at once. */
import { useTexts } from '@/lib/texts';
import type { Widened } from '@/lib/texts/texts';
import { orders as de } from './de';
import { orders as en } from './en';
import { orders as fr } from './fr';

export type OrderTexts = Widened<typeof en>;

const WORDS = { en, de, fr };

export function useOrderTexts(): OrderTexts {
  return WORDS[useTexts().code];
}
