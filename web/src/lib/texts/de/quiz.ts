/** Die drei Fragen vor der ersten Karte. */
export const quiz = {
  title: 'Drei Antworten, dann die Kleider',
  text: 'Alles freiwillig und jederzeit zu ändern.',
  fit: 'Wie soll es sitzen?',
  fits: { slim: 'Schmal', regular: 'Normal', relaxed: 'Weit' },
  budget: 'Was darf ein Teil kosten?',
  anyBudget: 'Kommt darauf an',
  occasions: 'Wofür ziehen Sie sich meistens an?',
  occasion: {
    everyday: 'Alltag',
    office: 'Büro',
    evening: 'Abend',
    weekend: 'Wochenende',
    festive: 'Feste',
  },
  start: 'Zeigen Sie mir Kleider',
  skip: 'Überspringen',
};
