/** Was wir über jemandes Geschmack gelernt haben, und wie man es zurücknimmt. */
import { pluralsIn } from '@/lib/texts/plurals';
import type { TasteTexts } from './en';

const many = pluralsIn('de');

export const taste: TasteTexts = {
  title: 'Was Ihnen wohl gefällt',
  text: 'Nur aus Ihren Entscheidungen. Entfernen Sie, was nicht stimmt: Schon die nächste Karte folgt.',
  more: 'Mehr davon',
  less: 'Weniger davon',
  evidence: (liked: number, seen: number) =>
    `${liked} von ${many(seen, { one: '# Karte', other: '# Karten' })} gefielen`,
  remove: (what: string) => `„${what}“ vergessen`,
  removed: 'Von Ihnen entfernt',
  giveBack: (what: string) => `„${what}“ wieder zählen`,
  empty: 'Noch nichts',
  emptyText: (missing: number) =>
    many(missing, {
      one: 'Noch eine Karte, dann kann sich ein erstes Muster zeigen.',
      other: 'Noch # Karten, dann können sich erste Muster zeigen.',
    }),
  noPattern: 'Ihnen gefällt ganz Verschiedenes: Kein Muster ist deutlich genug.',
  reset: 'Von vorn anfangen',
  resetText:
    'Vergisst, was Ihre Entscheidungen sagten. Favoriten bleiben; Übersprungenes kann wiederkommen. Das lässt sich nicht rückgängig machen.',
  resetNow: 'Meinen Geschmack vergessen',
  how: 'Wie der Stapel entsteht',
  howText:
    'Jede Karte wird danach bewertet, was Menschen mit ähnlichem Geschmack wählten, welche Arten, Farben und Details Sie gemerkt oder übersprungen haben, wie beliebt und wie neu sie ist. Niemand bezahlt für einen Platz.',
  kinds: {
    category: 'Art',
    colour: 'Farbe',
    tag: 'Stil',
    brand: 'Marke',
    pattern: 'Muster',
    material: 'Material',
  },
};
