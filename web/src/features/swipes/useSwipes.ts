/** The queue of the signed-in shopper, and what keeps it going: the network's return and the tab's. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { deleteSwipesOne, postSwipes, postSwipesBatch } from '@/api/generated';
import { Entries } from './entries';
import { SwipeQueue, type Shop } from './queue';

const shop: Shop = {
  record: ({ client_id, item_id, direction, swiped_at }) =>
    postSwipes({ body: { client_id, item_id, direction, swiped_at } }),
  recordAll: async (swipes) => {
    const { results } = await postSwipesBatch({
      body: {
        swipes: swipes.map(({ client_id, item_id, direction, swiped_at }) => ({
          client_id,
          item_id,
          direction,
          swiped_at,
        })),
      },
    });
    const refused = results.filter(({ status }) => status === 'refused');
    return { refused: refused.map(({ detail }) => detail ?? 'The shop did not take this swipe.') };
  },
  takeBack: (client_id) => deleteSwipesOne({ path: { client_id } }),
};

let current: SwipeQueue | null = null;

/** One queue per browser tab; the next shopper to sign in gets their own. */
export function queueOf(userId: number): SwipeQueue {
  if (current?.userId !== userId) {
    current?.stop();
    current = new SwipeQueue(userId, new Entries(userId), shop);
  }
  return current;
}

export function endQueue(): void {
  current?.stop();
  current = null;
}

/** Keep the shopper's swipes flowing while they are signed in, whatever page they are on. */
export function useSwipeDelivery(userId: number | null): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (userId === null) {
      endQueue();
      return;
    }
    const queue = queueOf(userId);
    void queue.drain();
    const unsubscribe = queue.settled.subscribe(
      () => void queries.invalidateQueries({ queryKey: ['favourites'] }),
    );
    const drain = () => void queue.drain();
    window.addEventListener('online', drain);
    document.addEventListener('visibilitychange', drain);
    return () => {
      unsubscribe();
      window.removeEventListener('online', drain);
      document.removeEventListener('visibilitychange', drain);
    };
  }, [userId, queries]);
}
