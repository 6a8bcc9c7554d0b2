/** Wörter, die viele Seiten gemeinsam haben. */
import { pluralsIn } from '@/lib/texts/plurals';

const many = pluralsIn('de');

export const common = {
  tryAgain: 'Noch einmal versuchen',
  showMore: 'Mehr zeigen',
  close: 'Schließen',
  cancel: 'Abbrechen',
  save: 'Speichern',
  remove: 'Entfernen',
  done: 'Fertig',
  clear: 'Leeren',
  loading: 'Wird geladen',
  toDeck: 'Zum Stapel',
  searchShop: 'Im Laden suchen',
  soldOut: 'ausverkauft',
  pieces: (count: number) => many(count, { one: '# Teil', other: '# Teile' }),
  notFound: 'Hier ist nichts',
  notFoundText: 'Diese Seite gibt es nicht, oder das Stück ist nicht mehr im Laden.',
  notFoundTitle: 'Nicht gefunden',
  pageTrouble: 'Diese Seite ließ sich nicht öffnen',
  loadAgain: 'Neu laden',
  newVersion: 'Eine neue Version von Modiste ist da.',
  useNewVersion: 'Jetzt verwenden',
  offline: 'Sie sind offline. Was Sie schon gesehen haben, ist noch da.',
  install: 'App installieren',
  skipToContent: 'Zum Inhalt springen',
  noPicture: 'Ohne Bild',
};
