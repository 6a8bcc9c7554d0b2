/** Ce qu’une boutique a rendu. */
import type { Widened } from '@/lib/texts/texts';
import type { refunds as en } from './en';

export const refunds: Widened<typeof en> = {
  title: 'Remboursements',
  trouble: 'La liste n’est pas arrivée',
  states: {
    asked: 'Demandé',
    pending: 'En route',
    done: 'Remboursé',
    failed: 'Pas remboursé',
  },
  by: {
    boutique: 'par vous',
    shopper: 'commande annulée par la cliente ou le client',
    shop: 'par Modiste',
  },
  failed: (why: string) => `Le prestataire de paiement dit : ${why}`,
  order: (number: string) => `Commande ${number}`,
  emptyTitle: 'Rien n’a été rendu',
  emptyText: 'Ce que vous rendez pour un colis, et ce que rendent les commandes annulées, est ici.',
  toParcels: 'Vers vos commandes',
};
