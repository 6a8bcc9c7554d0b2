/** The accounts of the shop, for admins. */
import { pluralsIn } from '@/lib/texts/plurals';
import type { Widened } from '@/lib/texts/texts';

const many = pluralsIn('en');

export const users = {
  title: 'Users',
  count: (count: number) => many(count, { one: '# account', other: '# accounts' }),
  words: 'Name, username or e-mail',
  role: 'Role',
  roles: { user: 'Shopper', boutique: 'Boutique', admin: 'Admin' },
  anyRole: 'All roles',
  standing: 'Standing',
  standings: { all: 'All', active: 'Active', closed: 'Closed' },
  active: 'Active',
  closed: 'Closed',
  person: 'Person',
  seen: 'Last signed in',
  joined: 'Joined',
  never: 'never',
  you: 'you',
  actions: 'Change',
  change: (name: string) => `Change ${name}`,
  roleTexts: {
    user: 'Swipes, saves and buys.',
    boutique: 'Also runs a boutique of their own.',
    admin: 'May change every account and train the models.',
  },
  saveRole: 'Save role',
  close: 'Close the account',
  closeTitle: (name: string) => `Close the account of ${name}?`,
  closeText: 'They are signed out everywhere and cannot sign in. Nothing is deleted; you can open it again.',
  open: 'Open the account again',
  changed: (name: string) => `${name} was changed.`,
  lastAdmin: 'This is the last active admin. Make somebody else an admin first.',
  trouble: 'The accounts did not arrive',
  none: 'Nobody like that',
  noneText: 'No account has these words, this role and this standing.',
  showAll: 'Show all',
};

export type UserTexts = Widened<typeof users>;
