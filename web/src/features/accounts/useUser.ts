/** Who is signed in, as React sees it. */
import { session } from '@/api/session';
import type { User } from '@/api/types';
import { useSignal } from '@/lib/signal';

export function useUser(): User | null {
  const now = useSignal(session);
  return now.state === 'signed-in' ? now.user : null;
}
