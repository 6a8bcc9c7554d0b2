/** The words for the steps of an order: only the inbox loads them, all three languages at once. */
import { texts } from '@/lib/texts';
import { steps as de } from './de';
import { steps as en } from './en';
import { steps as fr } from './fr';

/** What a step is told with; what is not known is empty. */
export interface Known {
  number: string;
  total: string;
  minutes: number;
  boutique: string;
  pieces: number;
  method: string;
  carrier: string;
  tracking: string;
}

/** A title and the line below it. */
export type Said = (known: Known) => readonly [string, string];

/** Every language says what English says. */
export type StepTexts = Record<keyof typeof en, Said>;

const WORDS = { en, de, fr };

export function stepTexts(): StepTexts {
  return WORDS[texts().code];
}
