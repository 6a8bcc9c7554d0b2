/** The words for the steps of an order: only the inbox loads them, all three languages at once. */
import { texts } from '@/lib/texts';
import { steps as de } from './de';
import { steps as en } from './en';
import { steps as fr } from './fr';
import type { Said } from './said';

export type { Known } from './said';

/** Every language says what English says. */
export type StepTexts = Record<keyof typeof en, Said>;

const WORDS = { en, de, fr };

export function stepTexts(): StepTexts {
  return WORDS[texts().code];
}
