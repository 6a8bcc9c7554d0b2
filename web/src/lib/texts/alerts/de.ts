/** Bescheid bekommen, wenn ein Preis sich bewegt. */
import type { AlertTexts } from '.';

export const alerts: AlertTexts = {
  title: 'Preisalarme',
  text: 'Wir melden uns jedes Mal genau einmal: im Posteingang und, wenn Sie mögen, per Mail oder Push.',
  set: 'Preisalarm stellen',
  isSet: 'Der Preisalarm ist gestellt',
  signIn: 'Anmelden und Preisalarm stellen',
  tellMe: 'Bescheid geben',
  when: 'Bescheid geben, wenn …',
  kinds: {
    target: 'es höchstens so viel kostet',
    drop: 'es billiger wird um',
    back_in_stock: 'es wieder da ist',
    any_change: 'der Preis sich ändert',
  },
  target: (currency) => `Gesamtpreis mit Versand, in ${currency}`,
  targetHint: (price) => `Bei höchstens ${price}, Versand inbegriffen`,
  noPrice: 'Nennen Sie einen Preis, etwa 49,90',
  by: 'Um wie viel?',
  how: 'Es zählen nur neue, vorrätige Stücke; auffällig niedrige Preise erst, wenn wir sie zweimal sahen.',
  trouble: 'Ihre Preisalarme sind nicht angekommen',
  empty: 'Noch wartet hier nichts',
  emptyText:
    'Öffnen Sie ein Stück und tippen Sie in seinen Preisverlauf: Wir melden uns, wenn es so weit ist.',
  now: (price, shop) => `Jetzt ${price} bei ${shop}`,
  nowUnknown: 'Zurzeit hat es niemand',
  below: (price) => `Unter ${price}`,
  drop: (percent) => `Fällt um ${percent} %`,
  isMet: 'Jetzt ist es so',
  remove: (name) => `Preisalarm für ${name} zurücknehmen`,
  removed: 'Der Preisalarm ist zurückgenommen',
  last: (ago) => `Zuletzt gemeldet ${ago}`,
};
