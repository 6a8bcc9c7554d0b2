/** How an address gets its page: loaded when it is first asked for, for everybody or for some. */
import { createRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { FunctionComponent } from 'react';
import { NotFound } from '@/pages/NotFound';
import { PageTrouble } from './PageTrouble';
import { Shell } from './Shell';
import { forMembers, forRole, forVisitors } from './guards';

/** Unknown, because a page asks the router for the types of its own address, which would lead in a circle. */
type Load = () => Promise<unknown>;

type Guard = typeof forMembers;

export const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: PageTrouble,
});

/** `wish` reads what an address may ask of the page beyond its path; without it, nothing. */
const pageOf =
  (guard: Guard) =>
  <const Path extends string, Wish = object>(
    path: Path,
    load: Load,
    wish?: (given: Record<string, unknown>) => Wish,
  ) =>
    createRoute({
      getParentRoute: () => root,
      path,
      validateSearch: wish ?? (() => ({}) as Wish),
      component: guard(lazyRouteComponent(load as () => Promise<{ default: FunctionComponent }>)),
    });

export const openPage = pageOf((Page) => Page);

export const memberPage = pageOf(forMembers);

export const visitorPage = pageOf(forVisitors);

export const sellerPage = pageOf((Page) => forRole('boutique', Page));

export const adminPage = pageOf((Page) => forRole('admin', Page));
