/** What the shop had to tell: only the inbox and what leads there load these words, all three languages at once. */
import { texts, useTexts } from '@/lib/texts';
import type { Widened } from '@/lib/texts/texts';
import { inbox as de } from './de';
import { inbox as en } from './en';
import { inbox as fr } from './fr';

export type InboxTexts = Widened<typeof en>;

const WORDS = { en, de, fr };

export function useInboxTexts(): InboxTexts {
  return WORDS[useTexts().code];
}

/** The same outside of components. */
export function inboxTexts(): InboxTexts {
  return WORDS[texts().code];
}
