/** Les conditions de vente. Ce qu’elles disent change avec TERMS_VERSION, ici et dans le service. */
import type { TermsTexts } from './en';

export const terms: TermsTexts = {
  title: 'Conditions de vente',
  version: (day) => `Version du ${day}`,
  lead: 'Ce que vous acceptez en ouvrant une boutique sur Modiste. Court, pour être lu.',
  parts: [
    {
      title: 'Qui vend',
      text: 'Votre boutique est la vendeuse. Chaque contrat de vente lie la clientèle et vous ; Modiste montre vos pièces, reçoit pour vous la commande et le paiement, et fait le lien en cas de désaccord. Votre nom, votre ville et votre pays sont affichés : on sait à qui l’on achète.',
    },
    {
      title: 'Quatorze jours pour se rétracter',
      text: 'La clientèle peut se rétracter dans les quatorze jours après réception, sans donner de raison, là où la loi lui donne ce droit. Vous reprenez les pièces et remboursez leur prix, livraison standard comprise.',
    },
    {
      title: 'Des prix complets et justes',
      text: 'Chaque prix comprend toutes les taxes. La livraison est indiquée avant la commande, et rien ne s’ajoute ensuite. Un prix réduit indique le prix le plus bas des trente jours précédents. Vous respectez le prix auquel la commande a été passée.',
    },
    {
      title: 'Un stock exact',
      text: 'Vous ne proposez que ce que vous avez et pouvez vendre. Descriptions et images montrent la pièce elle-même ; contrefaçons et produits interdits sont exclus.',
    },
    {
      title: 'Envoyé à temps',
      text: 'Vous remettez un colis payé au transporteur assez tôt pour qu’il arrive dans les jours annoncés sur votre profil, avec un numéro de suivi quand il existe. Sinon, prévenez la personne et remboursez-la.',
    },
    {
      title: 'Remboursements',
      text: 'Ce qui est dû est remboursé sans retard, au plus tard quatorze jours après la rétractation ou le retour, par le moyen du paiement. Le renvoi d’une pièce défectueuse ou erronée est à votre charge.',
    },
    {
      title: 'Données de la clientèle',
      text: 'Vous voyez noms et adresses pour envoyer les colis et en répondre, et pour rien d’autre. Ni publicité, ni transmission, ni conservation au-delà de ce que demande la comptabilité. Vous répondez des personnes et des programmes à qui vous donnez accès, et vous les retirez quand ils partent.',
    },
    {
      title: 'Pause et fin',
      text: 'Vous pouvez fermer votre boutique dès qu’aucune commande n’est ouverte. Nous pouvons suspendre une boutique qui enfreint ces conditions, trompe la clientèle ou la met en danger : nous disons pourquoi et, sauf danger, laissons d’abord le temps de corriger. Les commandes ouvertes sont toujours menées à leur terme.',
    },
    {
      title: 'Changements',
      text: 'Quand ces conditions changent, nous demandons à chaque propriétaire de les lire et de les accepter à nouveau. La version acceptée et sa date sont gardées et font partie de l’export de vos données.',
    },
  ],
};
