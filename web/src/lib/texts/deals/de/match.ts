/** Warum ein Angebot für dasselbe Stück gilt, und wo seine Zahlen gelesen wurden. */
import type { Widened } from '@/lib/texts/texts';
import type { match as en } from '@/lib/texts/deals/en/match';

export const match: Widened<typeof en> = {
  subjects: {
    gtin: 'GTIN',
    model_number: 'Modellnummer',
    brand: 'Marke',
    kind: 'Art',
    make: 'Machart',
    colour: 'Farbe',
    wearer: 'Für',
    size: 'Größe',
    measure: 'Maß',
  },
  same: (subject, values) => `${subject}, gleich: ${values}`,
  differs: (subject, ours, theirs) => `${subject}, verschieden: ${ours} / ${theirs}`,
  sameTitle: 'Derselbe Titel',
  bothSay: (words) => `Beide sagen: ${words}`,
  oneSays: (words) => `Nur eines sagt: ${words}`,
  nearPrice: 'Fast derselbe Preis',
  farPrice: 'Eines kostet mehr als das Doppelte des anderen',
  itself: 'Es ist das Stück selbst',
  allWords: 'Der Titel enthält jedes gesuchte Wort',
  lacksWords: (words) => `Im Titel fehlt: ${words}`,
  facts: {
    availability: 'Verfügbarkeit',
    brand: 'Marke',
    category: 'Art',
    colour: 'Farbe',
    currency: 'Währung',
    description: 'Beschreibung',
    gtin: 'GTIN',
    image: 'Bild',
    list_price: 'Durchgestrichen',
    mpn: 'Modellnummer',
    name: 'Name',
    price: 'Preis',
    size: 'Größe',
    sku: 'Artikelnummer',
  },
};
