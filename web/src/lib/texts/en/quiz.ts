/** The three questions before the first card. */
export const quiz = {
  title: 'Three taps, then the clothes',
  text: 'All optional. You can change it any time.',
  fit: 'How should clothes sit?',
  fits: { slim: 'Close', regular: 'Regular', relaxed: 'Loose' },
  budget: 'What may a piece cost?',
  anyBudget: 'It depends',
  occasions: 'What do you dress for most?',
  occasion: {
    everyday: 'Every day',
    office: 'The office',
    evening: 'Evenings',
    weekend: 'Weekends',
    festive: 'Celebrations',
  },
  start: 'Show me clothes',
  skip: 'Skip',
};
