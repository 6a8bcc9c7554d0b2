/** Le panier et les façons de l’acheter. */
import type { Texts } from '@/lib/texts/texts';
import { pluralsIn } from '@/lib/texts/plurals';

const many = pluralsIn('fr');

export const cart: Texts['cart'] = {
  title: 'Panier',
  count: (count) => many(count, { one: '# pièce dans le panier', other: '# pièces dans le panier' }),
  trouble: 'Votre panier n’est pas arrivé',
  empty: 'Votre panier est vide',
  emptyText: 'Mettez-y ce qui vous plaît, d’autres boutiques aussi : nous trouvons la façon la moins chère.',
  toDeck: 'Aux cartes',
  toFavourites: 'À vos favoris',
  add: 'Ajouter au panier',
  buyNow: 'Acheter maintenant',
  addFrom: (shop) => `Ajouter au panier de chez ${shop}`,
  addedFrom: (shop) => `Dans le panier, de chez ${shop}`,
  added: 'Dans le panier',
  again: 'Réessayer',
  soldOut: 'Épuisé',
  isIn: 'C’est dans votre panier',
  show: 'Voir le panier',
  baskets: 'Façons de tout acheter',
  basketTrouble: 'Les paniers n’ont pas pu être calculés',
  kinds: { cheapest: 'Le moins cher', fewest_parcels: 'Un seul colis', fastest: 'Le plus rapide' },
  fewest: 'Le moins de colis',
  about: (amount) => `environ ${amount}`,
  parcels: (count) => many(count, { one: '# colis', other: '# colis' }),
  by: (day) => `avant le ${day}`,
  delivery: (amount) => `${amount} de livraison`,
  deliveryFree: 'Livraison gratuite',
  deliveryUnknown: 'livraison inconnue',
  deliveryGuess: (amount) => `Livraison inconnue, comptée ${amount}`,
  missing: (amount) => `Encore ${amount}, et la livraison est gratuite.`,
  buyThere: (shop) => `Vous les achetez chez ${shop} :`,
  left: 'À regarder',
  size: 'Taille',
  none: 'Choisir',
  from: 'De',
  quantity: 'Quantité',
  less: 'Un de moins',
  more: 'Un de plus',
  later: 'Pour plus tard',
  back: 'Remettre au panier',
  remove: 'Retirer',
  removeIt: (name) => `Retirer ${name}`,
  chooseSize: 'Choisissez une taille',
  saved: 'Pour plus tard',
  goods: 'Pièces',
  deliveries: (count) => many(count, { one: 'Livraison, # colis', other: 'Livraison, # colis' }),
  total: 'Total',
  estimate: 'Une livraison est inconnue et comptée au plus haut.',
  rates: (day) => `Autres monnaies aux taux du ${day}.`,
  kept: 'Un panier ne réserve rien : prix et stock peuvent encore bouger.',
  differences: {
    needsMore: (allowed, needed) =>
      `Tout ne tient pas dans ${many(allowed, { one: '# colis', other: '# colis' })} : il en faut ${needed}.`,
    parcelsSave: (count, saving, fewest) =>
      many(count, {
        one: `# colis économise ${saving} par rapport à ${fewest}.`,
        other: `# colis économisent ${saving} par rapport à ${fewest}.`,
      }),
    faster: (days, cost) =>
      many(days, {
        one: `Le panier le plus rapide arrive # jour plus tôt et ${cost}.`,
        other: `Le panier le plus rapide arrive # jours plus tôt et ${cost}.`,
      }),
    fasterUnknown: (day, cost) =>
      `Le panier le plus rapide arrive avant le ${day} et ${cost} ; le moins cher ne dit pas quand il arrive.`,
    costsMore: (amount) => `coûte ${amount} de plus`,
    costsNoMore: 'ne coûte pas plus',
    saves: (saving) => `Le panier le moins cher économise ${saving} par rapport aux boutiques choisies.`,
    counted: (shop, amount) => `${shop} ne dit pas le prix de la livraison : elle est comptée ${amount}.`,
    freeNear: (amount, shop, delivery) =>
      `Pour ${amount} de plus chez ${shop}, sa livraison de ${delivery} serait gratuite.`,
  },
  changes: {
    price_down: (before, now) => `Avant ${before}, maintenant ${now}`,
    price_up: (before, now) => `Avant ${before}, maintenant ${now}`,
    delivery: (before, now) => `Livraison avant ${before}, maintenant ${now}`,
    left: (count) => `Il n’en reste que ${count}`,
    sold_out: (shop) => `Épuisé chez ${shop}`,
    gone: (shop) => `${shop} ne le vend plus`,
  },
  toCheckout: 'Passer à la caisse',
};
