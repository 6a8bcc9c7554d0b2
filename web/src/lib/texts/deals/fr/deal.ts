/** Est-ce une vraie affaire ? Ce sur quoi le verdict repose. */
import type { Widened } from '@/lib/texts/texts';
import type { deal as en } from '@/lib/texts/deals/en/deal';

export const deal: Widened<typeof en> = {
  nobodySells: 'Personne ne semble le vendre en ce moment.',
  tooEarly: (days, all) => `Un prix a été vu ${days} des ${all} derniers jours.`,
  raisedBefore: (shop, usual, raised, day, price) =>
    `${shop} l’a fait monter de ${usual} à ${raised} le ${day}, et ${price} n’est pas moins qu’avant.`,
  underMedian: (share, days, median) => `${share} sous le prix médian de ${days} jours, ${median}.`,
  nearMedian: (days, median) =>
    `À peu près comme d’habitude : le prix médian de ${days} jours est ${median}.`,
  overMedian: (share, days, median) =>
    `${share} au-dessus du prix médian de ${days} jours, ${median}. Attendre pourrait valoir la peine.`,
  askedNow: (shop, price) => `${shop} demande maintenant ${price}.`,
  seenBefore: (days, lowest, day, highest) =>
    `Ces ${days} derniers jours, le prix le plus bas était ${lowest}, le ${day}, et le plus haut ${highest}.`,
  covered: (share) => `Quelqu’un a regardé pendant ${share} de ce temps.`,
  lowestBefore: (days, day, price) =>
    `Dans les ${days} jours avant la baisse du ${day}, le prix le plus bas était ${price}.`,
  claimUnseen: (price, day) => `Le prix barré de ${price} n’a jamais été vu demandé depuis le ${day}.`,
};
