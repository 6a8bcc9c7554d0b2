/** Être prévenu quand un prix bouge. */
import type { AlertTexts } from '.';

export const alerts: AlertTexts = {
  title: 'Alertes de prix',
  text: 'Nous vous prévenons une seule fois à chaque fois : dans la boîte, et par mail ou push si vous voulez.',
  set: 'Créer une alerte',
  isSet: 'L’alerte est créée',
  signIn: 'Se connecter pour créer une alerte',
  tellMe: 'Prévenez-moi',
  when: 'Prévenez-moi quand …',
  kinds: {
    target: 'cela coûte au plus',
    drop: 'le prix baisse de',
    back_in_stock: 'c’est de retour',
    any_change: 'le prix change',
  },
  target: (currency) => `Total avec livraison, en ${currency}`,
  targetHint: (price) => `À ${price} ou moins, livraison comprise`,
  noPrice: 'Donnez un prix, comme 49,90',
  by: 'De combien ?',
  how: 'Seules comptent les pièces neuves en stock ; un prix trop beau doit être vu deux fois.',
  trouble: 'Vos alertes ne sont pas arrivées',
  empty: 'Rien à attendre pour l’instant',
  emptyText: 'Ouvrez une pièce, touchez son historique de prix, et nous vous prévenons.',
  now: (price, shop) => `Maintenant ${price} chez ${shop}`,
  nowUnknown: 'Personne ne l’a en ce moment',
  below: (price) => `Moins de ${price}`,
  drop: (percent) => `Baisse de ${percent} %`,
  isMet: 'C’est le cas',
  remove: (name) => `Retirer l’alerte pour ${name}`,
  removed: 'L’alerte est retirée',
  last: (ago) => `Prévenu ${ago}`,
};
