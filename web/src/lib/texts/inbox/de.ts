/** Was der Laden zu sagen hatte. */
import type { InboxTexts } from '.';

export const inbox: InboxTexts = {
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
  news: {
    nowCosts: (piece, total) => `${piece} kostet jetzt ${total}`,
    back: (piece) => `${piece} ist wieder da`,
    sized: (piece, size) => `${piece} in Größe ${size}`,
    in_stock: (piece, shop) => `${piece} ist bei ${shop} wieder da.`,
    target_reached: (piece, shop, total, before) =>
      `${piece} kostet bei ${shop} jetzt ${total}; Sie haben auf ${before} gewartet.`,
    fell: (piece, shop, total, before, share) =>
      `${piece} kostet bei ${shop} jetzt ${total}, ${share} weniger als die ${before} an dem Tag, an dem Sie den Preisalarm gestellt haben.`,
    cheaper: (piece, shop, total, before) =>
      `${piece} kostet bei ${shop} jetzt ${total}, weniger als die ${before}, die Sie kennen.`,
    dearer: (piece, shop, total, before) =>
      `${piece} kostet bei ${shop} jetzt ${total}, mehr als die ${before}, die Sie kennen.`,
  },
};
