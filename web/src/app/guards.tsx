/** Pages for those who are signed in, and pages for those who are not yet. */
import { useRouter } from '@tanstack/react-router';
import { type FunctionComponent, useEffect } from 'react';
import type { User } from '@/api/types';
import { useUser } from '@/features/accounts/useUser';
import { destinationOf } from '@/lib/destination';
import { NotFound } from '@/pages/NotFound';

/** A page whose code can be fetched before it is shown: on intent, and before the first page is drawn. */
type LazyPage = FunctionComponent & { preload?: () => Promise<void> | undefined };

export function forMembers(Page: LazyPage) {
  return guarding(Page, function ForMembers() {
    return useUser() ? (
      <Page />
    ) : (
      <Leave to={(here) => `/sign-in?${new URLSearchParams({ next: here.pathname + here.search })}`} />
    );
  });
}

/** For others there is no such page. */
export function forRole(role: User['role'], Page: LazyPage) {
  return forMembers(
    guarding(Page, function ForRole() {
      return useUser()?.role === role ? <Page /> : <NotFound />;
    }),
  );
}

export function forVisitors(Page: LazyPage) {
  return guarding(Page, function ForVisitors() {
    return useUser() ? (
      <Leave to={(here) => destinationOf(here.searchParams.get('next')) ?? '/'} />
    ) : (
      <Page />
    );
  });
}

function guarding(Page: LazyPage, Guard: FunctionComponent): LazyPage {
  return Object.assign(Guard, { preload: () => Page.preload?.() });
}

/** Goes there once, by the address that holds now: the router's own redirect would follow every change of it. */
function Leave({ to }: { to: (here: URL) => string }) {
  const { history } = useRouter();
  useEffect(() => {
    history.replace(to(new URL(window.location.href)));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once
  }, []);
  return null;
}
