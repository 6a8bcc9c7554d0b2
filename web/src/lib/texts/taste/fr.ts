/** Ce que nous avons appris du goût de quelqu’un, et comment le reprendre. */
import { pluralsIn } from '@/lib/texts/plurals';
import type { TasteTexts } from './en';

const many = pluralsIn('fr');

export const taste: TasteTexts = {
  title: 'Ce que nous croyons que vous aimez',
  text: 'Uniquement d’après vos choix. Retirez ce qui est faux : la carte suivante en tient compte.',
  more: 'Plus de',
  less: 'Moins de',
  evidence: (liked: number, seen: number) =>
    `${liked} aimées sur ${many(seen, { one: '# carte', other: '# cartes' })}`,
  remove: (what: string) => `Oublier « ${what} »`,
  removed: 'Vous avez retiré',
  giveBack: (what: string) => `Compter « ${what} » à nouveau`,
  empty: 'Rien pour l’instant',
  emptyText: (missing: number) =>
    many(missing, {
      one: 'Encore un choix, et une première tendance peut apparaître.',
      other: 'Encore # choix, et les premières tendances peuvent apparaître.',
    }),
  noPattern: 'Vous aimez des choses très diverses : aucune tendance n’est assez nette.',
  reset: 'Recommencer',
  resetText:
    'Oublie ce que disaient vos choix. Vos favoris restent ; des cartes passées peuvent revenir. C’est définitif.',
  resetNow: 'Oublier mon goût',
  how: 'Comment la pile est faite',
  howText:
    'Chaque carte est notée d’après les choix de personnes au goût proche du vôtre, d’après les genres, couleurs et détails que vous avez gardés ou passés, sa popularité et sa nouveauté. Personne ne paie sa place.',
  kinds: {
    category: 'Genre',
    colour: 'Couleur',
    tag: 'Style',
    brand: 'Marque',
    pattern: 'Motif',
    material: 'Matière',
  },
};
