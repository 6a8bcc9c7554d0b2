/** Les trois questions avant la première carte. */
export const quiz = {
  title: 'Trois réponses, puis les vêtements',
  text: 'Rien d’obligatoire. Vous pourrez tout changer.',
  fit: 'Quelle coupe aimez-vous ?',
  fits: { slim: 'Près du corps', regular: 'Droite', relaxed: 'Ample' },
  budget: 'Combien peut coûter une pièce ?',
  anyBudget: 'Ça dépend',
  occasions: 'Pour quoi vous habillez-vous surtout ?',
  occasion: {
    everyday: 'Tous les jours',
    office: 'Le bureau',
    evening: 'Le soir',
    weekend: 'Le week-end',
    festive: 'Les fêtes',
  },
  start: 'Montrez-moi',
  skip: 'Passer',
};
