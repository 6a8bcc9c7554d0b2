/** La première page d’une visiteuse. */
export const welcome = {
  title: 'La boutique qui apprend votre goût',
  text: 'À droite ce qui vous plaît, à gauche le reste. Chaque geste change la suite, et vous voyez toujours pourquoi.',
  tryDemo: 'Essayer avec le compte de démonstration',
  signUp: 'Créer un compte',
  signIn: 'Se connecter',
  browse: 'D’abord faire un tour',
  boutiques: 'Six boutiques, une pile',
  newIn: 'Nouveautés',
};
