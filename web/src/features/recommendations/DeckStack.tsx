/** The pile of cards: the one in hand, the one behind it, and those still flying away. */
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import { type RefObject, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import type { DeckCard, Direction } from '@/api/types';
import type { PictureSource } from '@/ui/Picture';
import { CardFace } from './CardFace';
import type { Swiped } from './deck';
import { comeUp, flyIn, flyOut, isCalm, stop } from './flights';
import { holdCard, release } from './gesture';
import type { Pose } from './motion';

const BEHIND = 'scale(calc(0.94 + 0.06 * var(--progress, 0)))';

export interface DeckHandle {
  swipe(direction: Direction): void;
  undo(): void;
}

interface Props {
  cards: readonly DeckCard[];
  onSwipe: (direction: Direction) => Swiped | null;
  onUndo: () => Swiped | null;
  onTap: (share: number) => void;
  /** The pictures of the top card, once they are known, and which of them is shown. */
  pictures: readonly PictureSource[];
  pictureNumber: number;
  handle: RefObject<DeckHandle | null>;
}

export function DeckStack(props: Props) {
  const { cards, onSwipe, onUndo, onTap, pictures, pictureNumber, handle } = props;
  const stack = useRef<HTMLDivElement>(null);
  const elements = useRef(new Map<number, HTMLElement>());
  const arrival = useRef<Direction | 'below' | null>(null);
  const [leaving, setLeaving] = useState<readonly DeckCard[]>([]);
  const top = cards[0];

  const swipe = (direction: Direction, from?: Pose) => {
    const card = top && elements.current.get(top.item_id);
    if (!card || !stack.current) return;
    const heldFocus = card.contains(document.activeElement) || document.activeElement === document.body;
    const below = cards[1] && elements.current.get(cards[1].item_id);
    const scale = below ? getComputedStyle(below).transform : 'none';
    const swiped = onSwipe(direction);
    if (!swiped) return;
    arrival.current = 'below';
    release(card, stack.current);
    setLeaving((now) => [...now, swiped.card]);
    void flyOut(card, direction, from).then(() =>
      setLeaving((now) => now.filter(({ item_id }) => item_id !== swiped.card.item_id)),
    );
    if (below) comeUp(below, scale);
    if (heldFocus) requestAnimationFrame(() => focusHeading(stack.current));
  };

  const undo = () => {
    const back = onUndo();
    if (!back) return;
    arrival.current = back.direction;
    setLeaving((now) => now.filter(({ item_id }) => item_id !== back.card.item_id));
  };

  useImperativeHandle(handle, () => ({ swipe, undo }));

  const latest = useRef({ swipe, onTap });
  useEffect(() => {
    latest.current = { swipe, onTap };
  });

  const topId = top?.item_id;
  useLayoutEffect(() => {
    const card = topId === undefined ? undefined : elements.current.get(topId);
    if (!card || !stack.current) return;
    if (arrival.current === 'left' || arrival.current === 'right') {
      flyIn(card, arrival.current);
      focusHeading(stack.current);
    }
    arrival.current = null;
    const calm = () => stop(card);
    card.addEventListener('pointerdown', calm);
    const letGo = holdCard({
      card,
      stack: stack.current,
      isCalm,
      onSwipe: (to, from) => latest.current.swipe(to, from),
      onTap: (share) => latest.current.onTap(share),
    });
    return () => {
      card.removeEventListener('pointerdown', calm);
      letGo();
    };
  }, [topId]);

  const inView = cards.slice(0, 2);
  const shown = [
    ...leaving.filter(({ item_id }) => !inView.some((card) => card.item_id === item_id)),
    ...inView,
  ];
  return (
    <Box ref={stack} sx={{ position: 'relative', flex: 1, minHeight: '20rem', touchAction: 'pan-y' }}>
      {shown.map((card) => {
        const place = card === inView[0] ? 'top' : card === inView[1] ? 'behind' : 'leaving';
        return (
          <Paper
            key={card.item_id}
            ref={(element: HTMLElement | null) => {
              if (element) elements.current.set(card.item_id, element);
              else elements.current.delete(card.item_id);
            }}
            component="article"
            elevation={0}
            data-place={place}
            inert={place !== 'top'}
            aria-hidden={place !== 'top' || undefined}
            aria-labelledby={`card-${card.item_id}`}
            sx={CARD}
          >
            <CardFace
              card={card}
              headingId={`card-${card.item_id}`}
              {...(place === 'top'
                ? { picture: pictures[pictureNumber], pictureNumber, pictureCount: pictures.length }
                : { pictureNumber: 0, pictureCount: 1 })}
            />
          </Paper>
        );
      })}
    </Box>
  );
}

const CARD = {
  position: 'absolute',
  inset: 0,
  display: 'flex',
  flexDirection: 'column',
  overflow: 'hidden',
  borderRadius: '22px',
  border: 1,
  borderColor: 'divider',
  userSelect: 'none',
  touchAction: 'pan-y',
  cursor: 'grab',
  '&:active': { cursor: 'grabbing' },
  '&[data-place=top]': { zIndex: 2 },
  '&[data-place=behind]': { zIndex: 1, transform: BEHIND },
  '&[data-place=leaving]': { zIndex: 3, pointerEvents: 'none' },
} as const;

function focusHeading(stack: HTMLElement | null): void {
  stack?.querySelector<HTMLElement>('[data-place=top] h2')?.focus({ preventScroll: true });
}
