/** The shop's main page: one card after the other, and each swipe changes what comes next. */
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import { Suspense, lazy, useEffect, useRef, useState } from 'react';
import type { DeckCard, Direction, User } from '@/api/types';
import { DeckButtons } from '@/features/recommendations/DeckButtons';
import { DeckSkeleton } from '@/features/recommendations/DeckSkeleton';
import { type DeckHandle, DeckStack } from '@/features/recommendations/DeckStack';
import { useDeckKeys } from '@/features/recommendations/useDeckKeys';
import { OfflineBanner } from '@/features/swipes/OfflineBanner';
import { reportInterest } from '@/features/swipes/favourites';
import { queueOf } from '@/features/swipes/useSwipes';
import { formatMoney } from '@/lib/money';
import { useSignal } from '@/lib/signal';
import { HIDDEN } from '@/ui/hidden';
import { DeckEnd, DeckTrouble } from './DeckEnd';
import { deckOf } from './decks';

const DetailsSheet = lazy(() => import('./DetailsSheet'));

export function DeckPage({ user }: { user: User }) {
  const queue = queueOf(user.id);
  const deck = deckOf(user.id);
  const { cards, history, isLoading, isExhausted, error } = useSignal(deck.state);
  const { waiting, refusal } = useSignal(queue.state);
  const handle = useRef<DeckHandle>(null);
  const [said, setSaid] = useState('');
  const [details, setDetails] = useState<DeckCard | null>(null);

  useEffect(() => queue.settled.subscribe(() => void deck.refresh()), [queue, deck]);
  const isEmpty = cards.length === 0;
  useEffect(() => {
    if (isEmpty) void deck.refresh();
  }, [isEmpty, deck]);

  const takeTop = (direction: Direction) => {
    const swiped = deck.swipe(direction, (itemId) => queue.swipe(itemId, direction));
    if (swiped)
      setSaid(
        `${direction === 'right' ? 'Saved' : 'Passed'}: ${nameOf(swiped.card)}. ${cards.length - 1} left`,
      );
    return swiped;
  };
  const takeBack = () => {
    const back = deck.undo();
    if (back) {
      queue.undo(back.clientId);
      setSaid(`Back again: ${nameOf(back.card)}. ${cards.length + 1} left`);
    }
    return back;
  };
  const actions = {
    left: () => handle.current?.swipe('left'),
    right: () => handle.current?.swipe('right'),
    undo: () => handle.current?.undo(),
    details: () => {
      if (!cards[0]) return;
      setDetails(cards[0]);
      reportInterest(cards[0].item_id, 'click');
    },
  };
  useDeckKeys(actions, details === null);

  return (
    <Box component="section" aria-label="Your deck" sx={PAGE}>
      <title>Modiste</title>
      <h1 style={HIDDEN}>Your deck</h1>
      <OfflineBanner queue={queue} />
      {refusal !== null && (
        <Alert severity="warning" onClose={queue.forgetRefusal} sx={{ mb: 2 }}>
          {refusal}
        </Alert>
      )}
      {isEmpty && (isLoading || (waiting > 0 && error === null)) && <DeckSkeleton />}
      {isEmpty && !isLoading && error !== null && (
        <DeckTrouble error={error} onRetry={() => void deck.refresh()} />
      )}
      {isEmpty && !isLoading && isExhausted && waiting === 0 && error === null && (
        <DeckEnd onRetry={() => void deck.refresh()} />
      )}
      <Box sx={{ display: 'flex', flex: isEmpty ? 0 : 1, minHeight: 0 }}>
        <DeckStack cards={cards} onSwipe={takeTop} onUndo={takeBack} handle={handle} />
      </Box>
      <Box sx={{ mt: 1.5 }}>
        <DeckButtons
          hasCard={!isEmpty}
          mayUndo={history.length > 0}
          onLeft={actions.left}
          onRight={actions.right}
          onUndo={actions.undo}
          onDetails={actions.details}
        />
      </Box>
      <div role="status" aria-live="polite" style={HIDDEN}>
        {said}
      </div>
      <Suspense>
        {details !== null && <DetailsSheet card={details} onClose={() => setDetails(null)} />}
      </Suspense>
    </Box>
  );
}

function nameOf(card: DeckCard): string {
  return `${card.name}, ${formatMoney(card.price)}`;
}

const PAGE = {
  display: 'flex',
  flexDirection: 'column',
  width: 1,
  maxWidth: 420,
  mx: 'auto',
  flex: 1,
  maxHeight: { xs: 'none', sm: 740 },
} as const;
