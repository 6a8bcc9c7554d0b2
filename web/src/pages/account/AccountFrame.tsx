/** What surrounds the parts of one's account: the way between them, at the side where there is room. */
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import useMediaQuery from '@mui/material/useMediaQuery';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { User } from '@/api/types';
import { useTexts } from '@/lib/texts';
import { BackLink } from '@/ui/BackLink';
import { ForwardIcon } from '@/ui/furtherIcons';

interface Props {
  user: User;
  /** The first part, which on a phone holds the list of the others. */
  isFirst?: boolean;
  children: ReactNode;
}

export function AccountFrame({ user, isFirst = false, children }: Props) {
  const { account } = useTexts();
  const isWide = useMediaQuery('(min-width: 900px)', { noSsr: true });
  if (!isWide) {
    return (
      <Box>
        {!isFirst && <BackLink to="/me">{account.title}</BackLink>}
        {children}
      </Box>
    );
  }
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '260px minmax(0, 680px)', columnGap: 10 }}>
      <Box sx={{ position: 'sticky', top: 100, alignSelf: 'start' }}>
        <AccountParts user={user} hasFirst />
      </Box>
      <Box>{children}</Box>
    </Box>
  );
}

export function AccountParts({ user, hasFirst = false }: { user: User; hasFirst?: boolean }) {
  const { account, alerts, inbox, taste, users } = useTexts();
  const parts = [
    ...(hasFirst ? [{ to: '/me', label: account.profile } as const] : []),
    { to: '/taste', label: taste.title },
    ...(user.role === 'boutique' ? [{ to: '/boutique/parcels', label: account.parcels } as const] : []),
    { to: '/orders', label: account.orders },
    { to: '/inbox', label: inbox.title },
    { to: '/alerts', label: alerts.title },
    { to: '/me/preferences', label: account.preferences },
    { to: '/me/sessions', label: account.security },
    { to: '/me/data', label: account.data },
    ...(user.role === 'admin' ? [{ to: '/users', label: users.title } as const] : []),
  ] as const;
  return (
    <Box component="nav" aria-label={account.parts} sx={{ borderTop: 1, borderColor: 'divider' }}>
      {parts.map(({ to, label }) => (
        <ButtonBase key={to} component={Link} to={to} activeOptions={{ exact: true }} sx={PART}>
          <span>{label}</span>
          <ForwardIcon fontSize="small" />
        </ButtonBase>
      ))}
    </Box>
  );
}

const PART = {
  display: 'flex',
  justifyContent: 'space-between',
  gap: 2,
  width: 1,
  minHeight: 56,
  py: 1,
  borderBottom: 1,
  borderColor: 'divider',
  font: 'inherit',
  fontWeight: 500,
  textAlign: 'left',
  color: 'text.primary',
  '& svg': { color: 'text.secondary', transition: 'transform 140ms' },
  '&:hover svg': { transform: 'translateX(3px)' },
  '&[data-status=active]': { boxShadow: '0 1px 0 var(--mui-palette-secondary-main)' },
  '&[data-status=active] svg': { color: 'secondary.main' },
  '@media (prefers-reduced-motion: reduce)': { '& svg': { transition: 'none' } },
} as const;
