/** The words for the steps of an order, and for webhooks that stopped: only the inbox loads them, all three languages at once. */
import { texts } from '@/lib/texts';
import { steps as de, stops as deStops } from './de';
import { steps as en, stops as enStops } from './en';
import { steps as fr, stops as frStops } from './fr';
import type { Said, Stopped } from './said';

export type { Known } from './said';

/** Every language says what English says. */
export type StepTexts = Record<keyof typeof en, Said>;

const WORDS = { en, de, fr };
const STOPS = { en: enStops, de: deStops, fr: frStops };

export function stepTexts(): StepTexts {
  return WORDS[texts().code];
}

export function stopTexts(): Record<keyof typeof enStops, Stopped> {
  return STOPS[texts().code];
}
