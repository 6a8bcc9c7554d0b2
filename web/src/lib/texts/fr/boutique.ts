/** Les boutiques : toutes, et la page de chacune. */
import { pluralsIn } from '@/lib/texts/plurals';

const many = pluralsIn('fr');

export const boutique = {
  title: 'Les boutiques',
  text: 'Des maisons indépendantes, chacune avec sa patte. Tout ce qui est ici vient de l’une d’elles.',
  all: 'Toutes les boutiques',
  open: (name: string) => `Découvrir ${name}`,
  some: (name: string) => `Quelques pièces de ${name}`,
  items: (name: string) => `Pièces de ${name}`,
  count: (count: number) => many(count, { one: '# pièce', other: '# pièces' }),
  everything: 'Tout',
  sells: 'Genres de vêtements',
  empty: 'Les rayons se remplissent',
  emptyText: 'Rien n’est en vente ici pour l’instant. Allez voir les autres.',
  none: 'Aucune boutique n’a encore ouvert',
  noneText: 'Les premières déballent leurs cartons.',
  trouble: 'Les boutiques ne sont pas arrivées',
  troubleOne: 'Cette boutique n’est pas arrivée',
};
