/** Pages for those who are signed in, and pages for those who are not yet. */
import { useRouter } from '@tanstack/react-router';
import { type ComponentType, useEffect } from 'react';
import { useUser } from '@/features/accounts/useUser';
import { destinationOf } from '@/lib/destination';

export function forMembers(Page: ComponentType) {
  return function ForMembers() {
    return useUser() ? (
      <Page />
    ) : (
      <Leave to={(here) => `/sign-in?${new URLSearchParams({ next: here.pathname + here.search })}`} />
    );
  };
}

export function forVisitors(Page: ComponentType) {
  return function ForVisitors() {
    return useUser() ? (
      <Leave to={(here) => destinationOf(here.searchParams.get('next')) ?? '/'} />
    ) : (
      <Page />
    );
  };
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
