/** Pourquoi une offre passe pour la même pièce, et où ses chiffres ont été lus. */
import type { Widened } from '@/lib/texts/texts';
import type { match as en } from '@/lib/texts/deals/en/match';

export const match: Widened<typeof en> = {
  subjects: {
    gtin: 'GTIN',
    model_number: 'Numéro de modèle',
    brand: 'Marque',
    kind: 'Genre',
    make: 'Façon',
    colour: 'Couleur',
    wearer: 'Pour',
    size: 'Taille',
    measure: 'Mesure',
  },
  same: (subject, values) => `${subject}, pareil : ${values}`,
  differs: (subject, ours, theirs) => `${subject}, différent : ${ours} / ${theirs}`,
  sameTitle: 'Le même titre',
  bothSay: (words) => `Les deux disent : ${words}`,
  oneSays: (words) => `Un seul dit : ${words}`,
  nearPrice: 'Presque le même prix',
  farPrice: 'L’un coûte plus du double de l’autre',
  itself: 'C’est la pièce elle-même',
  allWords: 'Son titre contient chaque mot demandé',
  lacksWords: (words) => `Il manque à son titre : ${words}`,
  facts: {
    availability: 'Disponibilité',
    brand: 'Marque',
    category: 'Genre',
    colour: 'Couleur',
    currency: 'Monnaie',
    description: 'Description',
    gtin: 'GTIN',
    image: 'Image',
    list_price: 'Prix barré',
    mpn: 'Numéro de modèle',
    name: 'Nom',
    price: 'Prix',
    size: 'Taille',
    sku: 'Référence',
  },
};
