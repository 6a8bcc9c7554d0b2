/** Pages for those who are signed in, and pages for those who are not yet. */
import { Navigate, useLocation, useSearch } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useUser } from '@/features/accounts/useUser';

export function forMembers(Page: ComponentType) {
  return function ForMembers() {
    const user = useUser();
    const { href } = useLocation();
    return user ? <Page /> : <Navigate to="/sign-in" search={{ next: href }} replace />;
  };
}

export function forVisitors(Page: ComponentType) {
  return function ForVisitors() {
    const user = useUser();
    const { next } = useSearch({ strict: false });
    return user ? <Navigate to={next ?? '/'} replace /> : <Page />;
  };
}
