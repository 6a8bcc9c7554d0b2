/** Who is signed in: the access token lives in memory only, the refresh token in an HttpOnly cookie. */
import { alone } from '@/lib/locks';
import { Signal } from '@/lib/signal';
import { Problem, Unreachable, problemOf } from './problem';
import type { SessionStart, User } from './types';

export type Session =
  | { state: 'unknown' }
  | { state: 'signed-out' }
  | { state: 'signed-in'; user: User; token: string; expiresAt: number };

/** Remembers that a refresh cookie should exist, so that visitors who never signed in ask nothing in vain. */
const HINT = 'modiste.signed-in';
const EARLY_MS = 30_000;

export const session = new Signal<Session>({ state: hasHint() ? 'unknown' : 'signed-out' });

/** Tabs tell each other who came and went. */
const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('modiste.session');
tabs?.addEventListener('message', (event: MessageEvent<Session>) => session.set(event.data));
// Node keeps a process alive for an open channel; browsers have no such thing.
(tabs as { unref?: () => void } | null)?.unref?.();

export function startSession(start: SessionStart): void {
  localStorage.setItem(HINT, 'yes');
  tell({
    state: 'signed-in',
    user: start.user,
    token: start.access_token,
    expiresAt: Date.now() + start.expires_in * 1000,
  });
}

export function endSession(): void {
  localStorage.removeItem(HINT);
  tell({ state: 'signed-out' });
}

export function updateUser(user: User): void {
  const now = session.get();
  if (now.state === 'signed-in') tell({ ...now, user });
}

export function signedInId(): number | null {
  const now = session.get();
  return now.state === 'signed-in' ? now.user.id : null;
}

/** A token that will hold for a while yet, or null for a visitor. */
export async function validToken(): Promise<string | null> {
  const now = session.get();
  if (now.state === 'signed-out') return null;
  if (now.state === 'signed-in' && now.expiresAt - Date.now() > EARLY_MS) return now.token;
  return refreshed(now.state === 'signed-in' ? now.token : null);
}

let refreshing: Promise<string | null> | null = null;

/** A new token in place of `stale`: one refresh for all requests of this tab, one tab at a time. */
export function refreshed(stale: string | null): Promise<string | null> {
  refreshing ??= alone('modiste.refresh', () => refreshOnce(stale)).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function refreshOnce(stale: string | null): Promise<string | null> {
  const now = session.get();
  if (now.state === 'signed-out') return null;
  if (now.state === 'signed-in' && now.token !== stale) return now.token; // another tab was quicker
  let response: Response;
  try {
    response = await fetch('/api/v1/auth/refresh', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    });
  } catch {
    throw new Unreachable();
  }
  const answer: unknown = await response.json().catch(() => null);
  const then = session.get();
  if (then.state === 'signed-out') return null; // they left while the shop was asked
  if (then.state === 'signed-in' && then.token !== stale) return then.token; // or somebody came
  if (response.ok) {
    const start = answer as SessionStart;
    startSession(start);
    return start.access_token;
  }
  const problem = problemOf(answer, response);
  if (!isRefusal(problem)) throw problem; // a server in trouble is no reason to sign anybody out
  endSession();
  return null;
}

function isRefusal(problem: Problem): boolean {
  return problem.status === 400 || problem.status === 401 || problem.status === 403 || problem.status === 422;
}

function tell(next: Session): void {
  session.set(next);
  tabs?.postMessage(next);
}

function hasHint(): boolean {
  return typeof localStorage !== 'undefined' && localStorage.getItem(HINT) !== null;
}
