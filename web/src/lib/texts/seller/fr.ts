/** Les parties d’une boutique, et ce que toutes disent. */
import type { SellerTexts } from './en';

export const seller: SellerTexts = {
  parts: 'Parties de votre boutique',
  home: 'Votre boutique',
  toPublic: 'La voir comme la clientèle',
  parcels: 'Commandes à envoyer',
  items: 'Articles',
  imports: 'Importer un catalogue',
  refunds: 'Remboursements',
  profile: 'Profil et livraison',
  staff: 'Équipe',
  webhooks: 'Webhooks',
  keys: 'Clés d’API',
};
