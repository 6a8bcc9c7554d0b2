/** What surrounds the parts of one's account: the way between them, at the side where there is room. */
import type { ReactNode } from 'react';
import type { User } from '@/api/types';
import { useTexts } from '@/lib/texts';
import { useAlertTexts } from '@/lib/texts/alerts';
import { useInboxTexts } from '@/lib/texts/inbox';
import { useTasteTexts } from '@/lib/texts/taste';
import { useUserTexts } from '@/lib/texts/users';
import { type PartLink, PartList } from '@/ui/PartList';
import { PartsFrame } from '@/ui/PartsFrame';

interface Props {
  user: User;
  /** The first part, which on a phone holds the list of the others. */
  isFirst?: boolean;
  children: ReactNode;
}

export function AccountFrame({ user, isFirst = false, children }: Props) {
  const { account } = useTexts();
  const first = { to: '/me', label: account.title } as const;
  return (
    <PartsFrame label={account.parts} first={first} parts={useParts(user)} isFirst={isFirst}>
      {children}
    </PartsFrame>
  );
}

export function AccountParts({ user }: { user: User }) {
  const { account } = useTexts();
  return <PartList label={account.parts} parts={useParts(user)} />;
}

function useParts(user: User): PartLink[] {
  const users = useUserTexts();
  const taste = useTasteTexts();
  const inbox = useInboxTexts();
  const alerts = useAlertTexts();
  const { account } = useTexts();
  return [
    { to: '/taste', label: taste.title },
    ...(user.role === 'boutique' ? [{ to: '/boutique', label: account.boutique } as const] : []),
    { to: '/orders', label: account.orders },
    { to: '/me/addresses', label: account.addresses },
    { to: '/inbox', label: inbox.title },
    { to: '/alerts', label: alerts.title },
    { to: '/me/preferences', label: account.preferences },
    { to: '/me/sessions', label: account.security },
    { to: '/me/data', label: account.data },
    ...(user.role === 'admin' ? [{ to: '/users', label: users.title } as const] : []),
  ];
}
