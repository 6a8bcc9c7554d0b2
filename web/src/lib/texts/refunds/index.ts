/** The words about what a boutique gave back: only those pages load them, all three languages at once. */
import { useTexts } from '@/lib/texts';
import type { Widened } from '@/lib/texts/texts';
import { refunds as de } from './de';
import { refunds as en } from './en';
import { refunds as fr } from './fr';

export type RefundTexts = Widened<typeof en>;

const WORDS = { en, de, fr };

export function useRefundTexts(): RefundTexts {
  return WORDS[useTexts().code];
}
