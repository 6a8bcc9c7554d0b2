/** Was der Laden zu sagen hatte. */
import type { Texts } from '@/lib/texts';

export const inbox: Texts['inbox'] = {
  title: 'Posteingang',
  trouble: 'Ihr Posteingang ist nicht angekommen',
  empty: 'Nichts Neues',
  emptyText: 'Wenn ein Preis erreicht ist, auf den Sie warten, lesen Sie es hier zuerst.',
  toAlerts: 'Ihre Preisalarme',
  remove: (title) => `„${title}“ löschen`,
  channels: 'Andere Wege',
  mail: 'Per Mail',
  mailHint: 'An die Adresse Ihres Kontos',
  push: 'Per Push auf dieses Gerät',
  pushHint: 'Auch wenn Modiste geschlossen ist',
  pushRefused: 'Ihr Browser erlaubt keine Mitteilungen von Modiste; ändern Sie das in seinen Einstellungen.',
  unsubscribe: 'Mails von Modiste',
  unsubscribeText: 'Der Posteingang sagt Ihnen weiter Bescheid; nur die Mails hören auf.',
  noMails: 'Keine Mails mehr senden',
  unsubscribed: 'Keine Mails mehr',
  unsubscribedText: 'Im Posteingang können Sie sie wieder einschalten.',
};
