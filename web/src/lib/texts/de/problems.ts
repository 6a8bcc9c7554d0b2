/** Was die App sagt, wenn etwas schiefgeht. */
export const problems = {
  unreachable: 'Modiste ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
  unknown: 'Hier ist etwas schiefgegangen. Laden Sie die Seite neu.',
  tooMany: 'Das war etwas zu schnell. Warten Sie kurz und versuchen Sie es noch einmal.',
  forbidden: 'Das dürfen Sie nicht.',
  unavailable: 'Der Laden kann gerade nicht antworten. Versuchen Sie es gleich noch einmal.',
};
