/** Ce que l’on dit d’une commande. */
import type { steps as en, stops as enStops } from './en';
import type { Said, Stopped } from './said';

export const steps: Record<keyof typeof en, Said> = {
  order_placed: ({ number, total, minutes }) => [
    `La commande ${number} est passée`,
    `Nous vous gardons ses articles pendant ${minutes} minutes. Payez ${total} dans ce délai pour les recevoir.`,
  ],
  order_paid: ({ number, total }) => [
    `La commande ${number} est payée`,
    `Merci : nous avons reçu vos ${total}, et vos articles sont en préparation.`,
  ],
  order_expired: ({ number }) => [
    `La commande ${number} n’a pas été payée à temps`,
    'Nous ne pouvions plus garder ses articles. Ceux qui sont en vente sont de nouveau dans votre panier.',
  ],
  order_cancelled: ({ number }) => [
    `La commande ${number} est annulée`,
    'Il n’y a rien à payer. Les articles encore en vente sont de nouveau dans votre panier.',
  ],
  order_paid_back: ({ number, total }) => [
    `La commande ${number} est annulée et remboursée`,
    `Les ${total} que vous avez payés vous reviennent par le même moyen.`,
  ],
  parcel_shipped: ({ number, boutique, carrier, tracking }) => [
    `Votre colis de ${boutique} est en route`,
    `Commande ${number}, envoyée avec ${carrier} ${tracking}`.trim(),
  ],
  parcel_delivered: ({ number, boutique }) => [
    `Votre colis de ${boutique} est arrivé`,
    `Commande ${number}. Si quelque chose ne va pas, demandez le retour sur la page de la commande.`,
  ],
  parcel_return_asked: ({ number, boutique }) => [
    `Vous retournez un colis à ${boutique}`,
    `Renvoyez les articles de la commande ${number} à ${boutique}. Nous vous dirons quand ils y seront.`,
  ],
  parcel_returned: ({ number, boutique }) => [
    `${boutique} a reçu votre retour`,
    `Les articles de la commande ${number} sont arrivés. La page de la commande montre ce qui vous revient.`,
  ],
  boutique_parcel_to_pack: ({ number, pieces, method, total }) => [
    `Un nouveau colis à préparer : commande ${number}`,
    `Articles : ${pieces}. Livraison : ${method}. Payé : ${total}.`,
  ],
  boutique_parcel_cancelled: ({ number }) => [
    `La commande ${number} est annulée : ne la préparez pas`,
    'Ses articles sont de nouveau dans votre stock, et l’argent est rendu.',
  ],
  boutique_return_asked: ({ number, pieces }) => [
    `Un retour est demandé : commande ${number}`,
    `Articles : ${pieces}. La page du colis dit pourquoi ; notez-y leur arrivée.`,
  ],
};

export const stops: Record<keyof typeof enStops, Stopped> = {
  webhook_gone: (host) => [
    `Votre webhook vers ${host} est désactivé`,
    `${host} a répondu qu’il n’existe plus. Sa page montre ce qui n’est pas arrivé.`,
  ],
  webhook_failing: (host) => [
    `Votre webhook vers ${host} est désactivé`,
    `Rien n’est arrivé à ${host} depuis cinq jours. Sa page montre les réponses, et renvoie ce qui a manqué.`,
  ],
};
