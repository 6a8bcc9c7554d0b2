/** Signing in, up and out; the refresh token stays in a cookie that no script can read. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { patchMe, postAuthLogin, postAuthLogout, postAuthSignup } from '@/api/generated';
import { Problem } from '@/api/problem';
import { endSession, startSession, updateUser } from '@/api/session';
import type { Preferences, SessionStart } from '@/api/types';
import { forgetDrafts } from '@/lib/drafts';
import { alone } from '@/lib/locks';
import { choose } from '@/lib/scheme';
import { language, speak } from '@/lib/texts';

export const DEMO_SHOPPER = { email: 'shopper@example.com', password: 'modiste-demo' };

/**
 * Signing in takes its turn with the refreshes of all tabs: the one that comes last owns the refresh cookie, and only
 * then is it this session's.
 */
function begin(ask: () => Promise<SessionStart>): Promise<SessionStart> {
  return alone('modiste.refresh', async () => {
    const start = await ask();
    startSession(start);
    adopt(start.user.preferences);
    return start;
  });
}

/** How the app shall be, as it was chosen on another device; an account without a language learns the app's. */
function adopt({ language: chosen, theme }: Preferences): void {
  if (chosen)
    speak(chosen).catch(() => undefined); // offline by now: it stays as it is
  else tellLanguage().catch(() => undefined); // told at the next sign-in
  if (theme && theme !== 'system') choose(theme);
}

/** Mails and pushes are written in the account's language. */
async function tellLanguage(): Promise<void> {
  updateUser(await patchMe({ body: { preferences: { language: language() } } }));
}

export function useSignIn() {
  return useMutation({
    mutationFn: ({ email, password }: { email: string; password: string }) =>
      begin(() => postAuthLogin({ body: { email, password, token_delivery: 'cookie' } })),
  });
}

export function useSignUp() {
  return useMutation({
    mutationFn: (body: { name: string; email: string; password: string }) =>
      begin(() => postAuthSignup({ body: { ...body, token_delivery: 'cookie' } })),
  });
}

/** What is pushed to this browser is hers alone; when that cannot be taken back now, signing out goes on all the same. */
async function forgetPushes(): Promise<void> {
  await import('@/api/push').then(({ unsubscribe }) => unsubscribe()).catch(() => undefined);
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      await forgetPushes();
      await postAuthLogout().catch((error: unknown) => {
        if (!(error instanceof Problem && error.status === 401)) throw error; // it had ended already
      });
    },
    onSuccess: () => {
      endSession();
      forgetDrafts();
      queries.clear();
    },
  });
}
