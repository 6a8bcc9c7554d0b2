/** The shopper's preferences with what she changed a moment ago, and the way to change them. */
import { useEffect } from 'react';
import { patchMe } from '@/api/generated';
import { updateUser } from '@/api/session';
import type { User } from '@/api/types';
import { useSignal } from '@/lib/signal';
import { Saver } from './saver';

let current: Saver | null = null;

function saverOf(userId: number): Saver {
  if (current?.userId !== userId) {
    current?.stop();
    current = new Saver(userId, async (changes) => {
      const user = await patchMe({ body: { preferences: changes } });
      updateUser(user);
      return user;
    });
  }
  return current;
}

export function usePreferences(user: User) {
  const saver = saverOf(user.id);
  const { waiting, state, error } = useSignal(saver.state);
  const arrived = useSignal(saver.arrived);
  useEffect(() => {
    const flush = () => void saver.flush();
    flush(); // what an earlier visit left
    window.addEventListener('online', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      window.removeEventListener('online', flush);
      document.removeEventListener('visibilitychange', flush);
    };
  }, [saver]);
  return {
    preferences: { ...user.preferences, ...waiting },
    change: saver.change.bind(saver),
    retry: () => void saver.flush(),
    state,
    error,
    arrived,
  };
}
