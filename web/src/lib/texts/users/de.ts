/** Die Konten des Ladens, für Admins. */
import { pluralsIn } from '@/lib/texts/plurals';
import type { UserTexts } from './en';

const many = pluralsIn('de');

export const users: UserTexts = {
  title: 'Konten',
  count: (count: number) => many(count, { one: '# Konto', other: '# Konten' }),
  words: 'Name, Benutzername oder E-Mail',
  role: 'Rolle',
  roles: { user: 'Kundschaft', boutique: 'Boutique', admin: 'Admin' },
  anyRole: 'Alle Rollen',
  standing: 'Zustand',
  standings: { all: 'Alle', active: 'Aktiv', closed: 'Geschlossen' },
  active: 'Aktiv',
  closed: 'Geschlossen',
  person: 'Person',
  seen: 'Zuletzt angemeldet',
  joined: 'Dabei seit',
  never: 'nie',
  you: 'Sie',
  actions: 'Ändern',
  change: (name: string) => `${name} ändern`,
  roleTexts: {
    user: 'Wischt, merkt sich und kauft.',
    boutique: 'Führt auch eine eigene Boutique.',
    admin: 'Darf alle Konten ändern und die Modelle trainieren.',
  },
  saveRole: 'Rolle speichern',
  close: 'Konto schließen',
  closeTitle: (name: string) => `Das Konto von ${name} schließen?`,
  closeText:
    'Die Person wird überall abgemeldet und kann sich nicht mehr anmelden. Gelöscht wird nichts; Sie können es wieder öffnen.',
  open: 'Konto wieder öffnen',
  changed: (name: string) => `${name} wurde geändert.`,
  lastAdmin: 'Das ist der letzte aktive Admin. Machen Sie zuerst jemand anderen dazu.',
  trouble: 'Die Konten sind nicht angekommen',
  none: 'So jemanden gibt es nicht',
  noneText: 'Kein Konto hat diese Wörter, diese Rolle und diesen Zustand.',
  showAll: 'Alle zeigen',
};
