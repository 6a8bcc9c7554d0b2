/** Les comptes de la boutique, pour l’administration. */
import { pluralsIn } from '@/lib/texts/plurals';
import type { UserTexts } from './en';

const many = pluralsIn('fr');

export const users: UserTexts = {
  title: 'Comptes',
  count: (count: number) => many(count, { one: '# compte', other: '# comptes' }),
  words: 'Nom, nom d’utilisateur ou e-mail',
  role: 'Rôle',
  roles: { user: 'Client', boutique: 'Boutique', admin: 'Administration' },
  anyRole: 'Tous les rôles',
  standing: 'État',
  standings: { all: 'Tous', active: 'Actifs', closed: 'Fermés' },
  active: 'Actif',
  closed: 'Fermé',
  person: 'Personne',
  seen: 'Dernière connexion',
  joined: 'Inscription',
  never: 'jamais',
  you: 'vous',
  actions: 'Modifier',
  change: (name: string) => `Modifier ${name}`,
  roleTexts: {
    user: 'Choisit, garde et achète.',
    boutique: 'Tient aussi sa propre boutique.',
    admin: 'Peut modifier tous les comptes et entraîner les modèles.',
  },
  saveRole: 'Enregistrer le rôle',
  close: 'Fermer le compte',
  closeTitle: (name: string) => `Fermer le compte de ${name} ?`,
  closeText:
    'La personne est déconnectée partout et ne peut plus se connecter. Rien n’est supprimé ; vous pourrez rouvrir le compte.',
  open: 'Rouvrir le compte',
  changed: (name: string) => `${name} a été modifié.`,
  lastAdmin: 'La boutique resterait sans administration. Nommez d’abord quelqu’un d’autre.',
  trouble: 'Les comptes ne sont pas arrivés',
  none: 'Personne de tel',
  noneText: 'Aucun compte ne réunit ces mots, ce rôle et cet état.',
  showAll: 'Tout afficher',
};
