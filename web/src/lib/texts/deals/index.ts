/** The words of deals and of why an offer is the same piece: only what shows prices loads them, all languages at once. */
import { language } from '@/lib/texts';
import type { Widened } from '@/lib/texts/texts';
import { deal as dealDe } from './de/deal';
import { match as matchDe } from './de/match';
import { deal as dealEn } from './en/deal';
import { match as matchEn } from './en/match';
import { deal as dealFr } from './fr/deal';
import { match as matchFr } from './fr/match';

export type DealTexts = Widened<typeof dealEn>;
export type MatchTexts = Widened<typeof matchEn>;

const DEAL = { en: dealEn, de: dealDe, fr: dealFr };
const MATCH = { en: matchEn, de: matchDe, fr: matchFr };

export const dealTexts = (): DealTexts => DEAL[language()];
export const matchTexts = (): MatchTexts => MATCH[language()];
