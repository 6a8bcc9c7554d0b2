/** Ist das ein echtes Angebot? Worauf das Urteil beruht. */
import type { Widened } from '@/lib/texts/texts';
import type { deal as en } from '@/lib/texts/deals/en/deal';

export const deal: Widened<typeof en> = {
  nobodySells: 'Zurzeit verkauft es niemand, den wir sehen.',
  tooEarly: (days, all) => `An ${days} der letzten ${all} Tage wurde ein Preis gesehen.`,
  raisedBefore: (shop, usual, raised, day, price) =>
    `${shop} hat den Preis am ${day} von ${usual} auf ${raised} erhöht; ${price} sind nicht weniger als davor.`,
  underMedian: (share, days, median) => `${share} unter dem mittleren Preis von ${days} Tagen, ${median}.`,
  nearMedian: (days, median) =>
    `Etwa so viel wie üblich: Der mittlere Preis von ${days} Tagen ist ${median}.`,
  overMedian: (share, days, median) =>
    `${share} über dem mittleren Preis von ${days} Tagen, ${median}. Warten könnte sich lohnen.`,
  askedNow: (shop, price) => `${shop} verlangt jetzt ${price}.`,
  seenBefore: (days, lowest, day, highest) =>
    `In den letzten ${days} Tagen war der niedrigste Preis ${lowest}, am ${day}, und der höchste ${highest}.`,
  covered: (share) => `In ${share} dieser Zeit hat jemand nachgesehen.`,
  lowestBefore: (days, day, price) =>
    `In den ${days} Tagen vor der Senkung vom ${day} war der niedrigste Preis ${price}.`,
  claimUnseen: (price, day) =>
    `Der durchgestrichene Preis von ${price} wurde seit dem ${day} nie verlangt gesehen.`,
};
