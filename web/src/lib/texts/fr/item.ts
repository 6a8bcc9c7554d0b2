/** Une pièce et tout ce qu’il y a à en savoir. */
import { pluralsIn } from '@/lib/texts/plurals';

const many = pluralsIn('fr');

export const item = {
  trouble: 'Cette pièce n’est pas arrivée',
  pictures: 'Images',
  picture: (number: number, of: number) => `Image ${number} sur ${of}`,
  showPicture: (number: number) => `Afficher l’image ${number}`,
  enlarge: (number: number) => `Agrandir l’image ${number}`,
  previous: 'Image précédente',
  next: 'Image suivante',
  closer: 'Voir de plus près',
  size: 'Taille',
  sizeSoldOut: (size: string) => `${size}, épuisée`,
  lastPieces: (count: number) =>
    many(count, { one: 'Plus qu’un exemplaire', other: 'Plus que # exemplaires' }),
  isInStock: 'En stock',
  isSoldOut: 'Épuisé',
  yourSize: (size: string) => `Vous portez d’habitude du ${size}`,
  soldOutHere: 'Cette taille est épuisée. Enregistrez la pièce pour la retrouver.',
  save: 'Enregistrer',
  saved: 'Enregistré',
  signInToSave: 'Se connecter pour l’enregistrer',
  collect: 'Ajouter à une collection',
  facts: 'En détail',
  brand: 'Marque',
  kind: 'Genre',
  colours: 'Couleurs',
  material: 'Matière',
  pattern: 'Motif',
  season: 'Saison',
  details: 'Détails',
  soldBy: 'Vendu par',
  why: 'Pourquoi cette pièce ?',
  whyText: 'Ce qui parle pour cette pièce, d’après vos choix seuls.',
  whyNothing: 'Rien dans vos choix ne parle encore pour cette pièce.',
  whyTrouble: 'Les raisons ne sont pas arrivées',
  whyTaste: 'Ce que nous avons appris',
  similar: 'Dans le même esprit',
};
