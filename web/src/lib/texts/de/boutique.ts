/** Die Boutiquen: alle zusammen, und jede mit ihrer Seite. */
import { pluralsIn } from '@/lib/texts/plurals';

const many = pluralsIn('de');

export const boutique = {
  title: 'Die Boutiquen',
  text: 'Unabhängige Läden mit eigener Handschrift. Alles hier kommt aus einem von ihnen.',
  all: 'Alle Boutiquen',
  open: (name: string) => `${name} ansehen`,
  some: (name: string) => `Einige Stücke von ${name}`,
  items: (name: string) => `Stücke von ${name}`,
  count: (count: number) => many(count, { one: '# Teil', other: '# Teile' }),
  everything: 'Alles',
  sells: 'Arten von Kleidung',
  empty: 'Die Regale werden gefüllt',
  emptyText: 'Hier gibt es gerade nichts zu kaufen. Sehen Sie sich die anderen an.',
  none: 'Noch hat keine Boutique geöffnet',
  noneText: 'Die ersten packen gerade aus.',
  trouble: 'Die Boutiquen sind nicht angekommen',
  troubleOne: 'Diese Boutique ist nicht angekommen',
};
