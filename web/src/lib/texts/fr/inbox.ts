/** Ce que la boutique avait à dire. */
import type { Texts } from '@/lib/texts';

export const inbox: Texts['inbox'] = {
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
};
