/** The shop's main page: one card after the other, and each swipe changes what comes next. */
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import useMediaQuery from '@mui/material/useMediaQuery';
import { Suspense, lazy, useRef, useState } from 'react';
import type { DeckCard, User } from '@/api/types';
import { DeckButtons } from '@/features/recommendations/DeckButtons';
import { DeckSkeleton } from '@/features/recommendations/DeckSkeleton';
import { type DeckHandle, DeckStack } from '@/features/recommendations/DeckStack';
import { LearningBar } from '@/features/recommendations/LearningBar';
import { useDeckKeys } from '@/features/recommendations/useDeckKeys';
import { OfflineBanner } from '@/features/swipes/OfflineBanner';
import { reportInterest } from '@/features/swipes/favourites';
import { useSignal } from '@/lib/signal';
import { useTexts } from '@/lib/texts';
import { HIDDEN } from '@/ui/hidden';
import { DeckEnd, DeckTrouble } from './DeckEnd';
import { DeckFilter } from './DeckFilter';
import type { Wish } from './decks';
import { useDeck } from './useDeck';
import { useQuiz } from './useQuiz';
import { usePictures } from './usePictures';

const DetailsSheet = lazy(() => import('./DetailsSheet'));
const Quiz = lazy(() => import('./Quiz'));
const DetailsPanel = lazy(() => import('./DetailsPanel'));

export function DeckPage({ user, wish }: { user: User; wish: Wish }) {
  const { deck: words } = useTexts();
  const isWide = useMediaQuery('(min-width: 900px)', { noSsr: true });
  const { deck, queue, said, takeTop, takeBack } = useDeck(user, wish);
  const { cards, history, isLoading, isExhausted, seenCount, given, error } = useSignal(deck.state);
  const { waiting, refusal } = useSignal(queue.state);
  const handle = useRef<DeckHandle>(null);
  const [details, setDetails] = useState<DeckCard | null>(null);
  const [top] = cards;
  const isEmpty = !top;
  const isWaiting = isEmpty && (isLoading || (waiting > 0 && error === null));
  const quiz = useQuiz(user, seenCount === 0 && given !== null);
  const { pictures, pictureNumber, turnTo, turnBy } = usePictures(top);

  const openDetails = () => {
    if (!top) return;
    reportInterest(top.item_id, 'click');
    if (isWide) document.getElementById('details')?.focus();
    else setDetails(top);
  };
  const actions = {
    left: () => handle.current?.swipe('left'),
    right: () => handle.current?.swipe('right'),
    undo: () => handle.current?.undo(),
    details: openDetails,
    picture: turnTo,
  };
  useDeckKeys(actions, details === null && !quiz.isAsked);

  if (quiz.isAsked) {
    return (
      <Suspense>
        <Quiz onDone={quiz.end} />
      </Suspense>
    );
  }
  return (
    <Box component="section" aria-label={words.title} sx={PAGE}>
      <title>Modiste</title>
      <h1 style={HIDDEN}>{words.title}</h1>
      <Box sx={HAND}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, minHeight: 52 }}>
          <LearningBar seenCount={given || top ? seenCount : null} />
          <DeckFilter wish={wish} />
        </Box>
        <OfflineBanner queue={queue} />
        {refusal !== null && (
          <Alert severity="warning" onClose={queue.forgetRefusal} sx={{ mb: 1 }}>
            {refusal}
          </Alert>
        )}
        {isWaiting && <DeckSkeleton />}
        {isEmpty && !isLoading && error !== null && (
          <DeckTrouble error={error} onRetry={() => void deck.refresh()} />
        )}
        {isEmpty && !isLoading && isExhausted && waiting === 0 && error === null && (
          <DeckEnd wish={wish} end={given?.end} onRetry={() => void deck.refresh()} />
        )}
        <Box sx={{ display: isEmpty ? 'none' : 'flex', flex: 1, minHeight: 0 }}>
          <DeckStack
            cards={cards}
            onSwipe={takeTop}
            onUndo={takeBack}
            onTap={(share) => turnBy(share < 0.4 ? -1 : 1)}
            pictures={pictures}
            pictureNumber={pictureNumber}
            handle={handle}
          />
        </Box>
        <Box sx={{ mt: 1.25 }}>
          <DeckButtons
            hasCard={!isEmpty}
            isOver={isEmpty && !isWaiting}
            mayUndo={history.length > 0}
            onLeft={actions.left}
            onRight={actions.right}
            onUndo={actions.undo}
            onDetails={actions.details}
          />
        </Box>
      </Box>
      {isWide && top && (
        <Suspense>
          <DetailsPanel key={top.item_id} card={top} />
        </Suspense>
      )}
      <div role="status" aria-live="polite" style={HIDDEN}>
        {said}
      </div>
      <Suspense>
        {details !== null && !isWide && <DetailsSheet card={details} onClose={() => setDetails(null)} />}
      </Suspense>
    </Box>
  );
}

const PAGE = {
  display: 'grid',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'auto minmax(0, 460px)' },
  justifyContent: 'center',
  columnGap: 10,
  flex: 1,
} as const;

/** As wide as leaves the picture its whole height: what stands above and below it takes the rest of the screen. */
const HAND = {
  display: 'flex',
  flexDirection: 'column',
  width: {
    xs: 'clamp(280px, calc((100dvh - 384px) * 0.8), 100%)',
    md: 'clamp(340px, calc((100dvh - 408px) * 0.78), 520px)',
  },
  maxWidth: { xs: 480, md: 'none' },
  mx: 'auto',
  minHeight: { xs: 0, md: 560 },
  height: { md: 'calc(100dvh - 150px)' },
  maxHeight: { xs: 'none', md: 860 },
} as const;
