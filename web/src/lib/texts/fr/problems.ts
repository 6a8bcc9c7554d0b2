/** Ce que dit l’application quand quelque chose ne va pas. */
export const problems = {
  unreachable: 'Modiste est injoignable. Vérifiez votre connexion et réessayez.',
  unknown: 'Quelque chose s’est mal passé. Rechargez la page.',
  tooMany: 'C’était un peu rapide. Patientez un instant et réessayez.',
  forbidden: 'Vous ne pouvez pas faire cela.',
  unavailable: 'La boutique ne peut pas répondre. Réessayez dans un instant.',
};
