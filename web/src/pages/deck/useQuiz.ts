/** Whether a newcomer is asked her three questions now: before her first card, once. */
import { useState } from 'react';
import type { User } from '@/api/types';
import { forgetDeck } from './decks';

export function useQuiz(user: User, isNew: boolean) {
  const [isOver, setOver] = useState(false);
  const end = () => {
    forgetDeck(); // what she said shapes the first cards already
    setOver(true);
  };
  return { isAsked: isNew && !isOver && !user.preferences.quiz_done, end };
}
