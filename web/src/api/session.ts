/** Who is signed in: the access token lives in memory only, the refresh token in an HttpOnly cookie. */
import { SIGNED_IN } from '@/lib/keys';
import { alone } from '@/lib/locks';
import { Signal } from '@/lib/signal';
import { earlyAnswer, forgetEarlyAnswers } from './early';
import { Problem, Unreachable, problemOf } from './problem';
import type { SessionStart, User } from './types';

export type Session =
  | { state: 'unknown' }
  | { state: 'signed-out' }
  | { state: 'signed-in'; user: User; token: string; expiresAt: number };

/**
 * Who was signed in here last, so that the app opens as theirs at once, offline too; the refresh cookie has the last
 * word. Visitors who never signed in ask nothing in vain.
 */
const REFRESH = '/api/v1/auth/refresh';
const EARLY_MS = 30_000;

export const session = new Signal<Session>(remembered());

/** Tabs tell each other who came and went. */
const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('modiste.session');
tabs?.addEventListener('message', (event: MessageEvent<Session>) => session.set(event.data));
// Node keeps a process alive for an open channel; browsers have no such thing.
(tabs as { unref?: () => void } | null)?.unref?.();

export function startSession(start: SessionStart): void {
  remember(start.user);
  tell({
    state: 'signed-in',
    user: start.user,
    token: start.access_token,
    expiresAt: Date.now() + start.expires_in * 1000,
  });
}

export function endSession(): void {
  forgetEarlyAnswers();
  localStorage.removeItem(SIGNED_IN);
  tell({ state: 'signed-out' });
}

export function updateUser(user: User): void {
  const now = session.get();
  if (now.state !== 'signed-in') return;
  remember(user);
  tell({ ...now, user });
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
    response = (await earlyAnswer(REFRESH)) ?? (await renew());
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

function renew(): Promise<Response> {
  return fetch(REFRESH, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  });
}

function isRefusal(problem: Problem): boolean {
  return problem.status === 400 || problem.status === 401 || problem.status === 403 || problem.status === 422;
}

function tell(next: Session): void {
  session.set(next);
  tabs?.postMessage(next);
}

function remembered(): Session {
  const hint = typeof localStorage === 'undefined' ? null : localStorage.getItem(SIGNED_IN);
  if (hint === null) return { state: 'signed-out' };
  try {
    const user = JSON.parse(hint) as Partial<User> | null;
    if (typeof user?.id === 'number' && typeof user.preferences === 'object')
      return { state: 'signed-in', user: user as User, token: '', expiresAt: 0 };
  } catch {
    // what stands there is not ours; the refresh cookie will tell
  }
  return { state: 'unknown' };
}

function remember(user: User): void {
  localStorage.setItem(SIGNED_IN, JSON.stringify(user));
}
