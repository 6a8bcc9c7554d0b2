/** Signing in, up and out; the refresh token stays in a cookie that no script can read. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { postAuthLogin, postAuthLogout, postAuthSignup } from '@/api/generated';
import { Problem } from '@/api/problem';
import { endSession, startSession } from '@/api/session';

export const DEMO_SHOPPER = { email: 'shopper@example.com', password: 'modiste-demo' };

export function useSignIn() {
  return useMutation({
    mutationFn: (body: { email: string; password: string }) =>
      postAuthLogin({ body: { ...body, token_delivery: 'cookie' } }),
    onSuccess: startSession,
  });
}

export function useSignUp() {
  return useMutation({
    mutationFn: (body: { name: string; email: string; password: string }) =>
      postAuthSignup({ body: { ...body, token_delivery: 'cookie' } }),
    onSuccess: startSession,
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      postAuthLogout().catch((error: unknown) => {
        if (!(error instanceof Problem && error.status === 401)) throw error; // it had ended already
      }),
    onSuccess: () => {
      endSession();
      queries.clear();
    },
  });
}
