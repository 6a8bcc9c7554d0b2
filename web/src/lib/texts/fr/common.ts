/** Les mots communs à plusieurs pages. */
import { pluralsIn } from '@/lib/texts/plurals';

const many = pluralsIn('fr');

export const common = {
  tryAgain: 'Réessayer',
  showMore: 'Afficher plus',
  close: 'Fermer',
  cancel: 'Annuler',
  save: 'Enregistrer',
  remove: 'Retirer',
  done: 'Terminé',
  clear: 'Effacer',
  loading: 'Chargement',
  toDeck: 'Vers la pile',
  searchShop: 'Chercher dans la boutique',
  soldOut: 'épuisé',
  pieces: (count: number) => many(count, { one: '# pièce', other: '# pièces' }),
  notFound: 'Il n’y a rien ici',
  notFoundText: 'Cette page n’existe pas, ou l’article a été retiré de la boutique.',
  notFoundTitle: 'Introuvable',
  pageTrouble: 'Cette page ne s’est pas ouverte',
  loadAgain: 'Recharger',
  newVersion: 'Une nouvelle version de Modiste est prête.',
  useNewVersion: 'L’utiliser',
  offline: 'Vous êtes hors ligne. Ce que vous avez déjà vu reste là.',
  install: 'Installer l’application',
  skipToContent: 'Aller au contenu',
  noPicture: 'Sans image',
};
