/** Ce que la boutique avait à dire. */
import type { InboxTexts } from '.';

export const inbox: InboxTexts = {
  title: 'Boîte de réception',
  trouble: 'Votre boîte n’est pas arrivée',
  empty: 'Rien de nouveau',
  emptyText: 'Quand un prix que vous attendez est atteint, vous le lisez ici d’abord.',
  toAlerts: 'Vos alertes de prix',
  remove: (title) => `Supprimer « ${title} »`,
  channels: 'Autres voies',
  mail: 'Par mail',
  mailHint: 'À l’adresse de votre compte',
  push: 'Par push sur cet appareil',
  pushHint: 'Même quand Modiste est fermé',
  pushRefused: 'Votre navigateur ne permet pas les notifications de Modiste ; changez-le dans ses réglages.',
  unsubscribe: 'Mails de Modiste',
  unsubscribeText: 'La boîte continue de vous prévenir ; seuls les mails cessent.',
  noMails: 'Ne plus m’envoyer de mails',
  unsubscribed: 'Plus de mails',
  unsubscribedText: 'Vous pouvez les rétablir dans la boîte.',
  news: {
    nowCosts: (piece, total) => `${piece} coûte maintenant ${total}`,
    back: (piece) => `${piece} est de nouveau en stock`,
    sized: (piece, size) => `${piece} en taille ${size}`,
    in_stock: (piece, shop) => `${piece} est de nouveau en stock chez ${shop}.`,
    target_reached: (piece, shop, total, before) =>
      `${piece} coûte maintenant ${total} chez ${shop} ; vous attendiez ${before}.`,
    fell: (piece, shop, total, before, share) =>
      `${piece} coûte maintenant ${total} chez ${shop}, ${share} de moins que les ${before} du jour où vous avez créé l’alerte.`,
    cheaper: (piece, shop, total, before) =>
      `${piece} coûte maintenant ${total} chez ${shop}, moins que les ${before} que vous connaissez.`,
    dearer: (piece, shop, total, before) =>
      `${piece} coûte maintenant ${total} chez ${shop}, plus que les ${before} que vous connaissez.`,
  },
};
