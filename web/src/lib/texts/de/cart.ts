/** Der Warenkorb und die Wege, ihn zu kaufen. */
import type { Texts } from '@/lib/texts/texts';
import { pluralsIn } from '@/lib/texts/plurals';

const many = pluralsIn('de');

export const cart: Texts['cart'] = {
  title: 'Warenkorb',
  count: (count) => many(count, { one: '# Stück im Warenkorb', other: '# Stücke im Warenkorb' }),
  trouble: 'Ihr Warenkorb ist nicht angekommen',
  empty: 'Ihr Warenkorb ist leer',
  emptyText:
    'Legen Sie hinein, was Ihnen gefällt, auch aus anderen Läden: Wir finden den günstigsten Weg zu allem.',
  toDeck: 'Zum Stapel',
  toFavourites: 'Zu Ihren Favoriten',
  add: 'In den Warenkorb',
  buyNow: 'Sofort kaufen',
  addFrom: (shop) => `Von ${shop} in den Warenkorb`,
  addedFrom: (shop) => `Im Warenkorb, von ${shop}`,
  added: 'Im Warenkorb',
  again: 'Noch einmal',
  soldOut: 'Ausverkauft',
  isIn: 'Es liegt im Warenkorb',
  show: 'Warenkorb zeigen',
  baskets: 'Wege, alles zu kaufen',
  basketTrouble: 'Die Körbe ließen sich nicht berechnen',
  kinds: { cheapest: 'Günstigster Korb', fewest_parcels: 'Ein Paket', fastest: 'Am schnellsten' },
  fewest: 'Wenigste Pakete',
  about: (amount) => `etwa ${amount}`,
  parcels: (count) => many(count, { one: '# Paket', other: '# Pakete' }),
  by: (day) => `bis ${day}`,
  delivery: (amount) => `${amount} Versand`,
  deliveryFree: 'Versand frei',
  deliveryUnknown: 'Versand unbekannt',
  deliveryGuess: (amount) => `Versand unbekannt, gerechnet mit ${amount}`,
  missing: (amount) => `Noch ${amount}, dann ist der Versand frei.`,
  buyThere: (shop) => `Diese kaufen Sie bei ${shop}:`,
  left: 'Bitte ansehen',
  size: 'Größe',
  none: 'Wählen',
  from: 'Von',
  quantity: 'Anzahl',
  less: 'Eins weniger',
  more: 'Eins mehr',
  later: 'Für später',
  back: 'Zurück in den Korb',
  remove: 'Entfernen',
  removeIt: (name) => `${name} entfernen`,
  chooseSize: 'Wählen Sie eine Größe',
  saved: 'Für später',
  goods: 'Stücke',
  deliveries: (count) => many(count, { one: 'Versand, # Paket', other: 'Versand, # Pakete' }),
  total: 'Gesamt',
  estimate: 'Ein Versandpreis ist unbekannt und nach oben geschätzt.',
  rates: (day) => `Andere Währungen zu den Kursen vom ${day}.`,
  kept: 'Ein Warenkorb hält nichts zurück: Preise und Bestand können sich noch ändern.',
  differences: {
    needsMore: (allowed, needed) =>
      `${many(allowed, { one: 'In ein Paket', other: 'In # Pakete' })} passt nicht alles: Es braucht ${needed}.`,
    parcelsSave: (count, saving, fewest) =>
      many(count, {
        one: `# Paket spart ${saving} gegenüber ${fewest}.`,
        other: `# Pakete sparen ${saving} gegenüber ${fewest}.`,
      }),
    faster: (days, cost) =>
      many(days, {
        one: `Der schnellste Korb ist einen Tag früher da und ${cost}.`,
        other: `Der schnellste Korb ist # Tage früher da und ${cost}.`,
      }),
    fasterUnknown: (day, cost) =>
      `Der schnellste Korb ist bis ${day} da und ${cost}; der günstigste sagt nicht, wann er kommt.`,
    costsMore: (amount) => `kostet ${amount} mehr`,
    costsNoMore: 'kostet nicht mehr',
    saves: (saving) => `Der günstigste Korb spart ${saving} gegenüber den gewählten Läden.`,
    counted: (shop, amount) => `${shop} sagt nicht, was der Versand kostet: Gerechnet wird mit ${amount}.`,
    freeNear: (amount, shop, delivery) =>
      `Für ${amount} mehr bei ${shop} wäre dort der Versand von ${delivery} frei.`,
  },
  changes: {
    price_down: (before, now) => `Vorher ${before}, jetzt ${now}`,
    price_up: (before, now) => `Vorher ${before}, jetzt ${now}`,
    delivery: (before, now) => `Versand vorher ${before}, jetzt ${now}`,
    left: (count) => `Nur noch ${count} da`,
    sold_out: (shop) => `Ausverkauft bei ${shop}`,
    gone: (shop) => `${shop} verkauft das nicht mehr`,
  },
  toCheckout: 'Zur Kasse',
};
