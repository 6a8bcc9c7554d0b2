/** The four things that can be done with a card, for those who would rather press than swipe. */
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import type { ReactNode } from 'react';
import { useTexts } from '@/lib/texts';
import { CrossIcon, HeartIcon, InfoIcon, UndoIcon } from '@/ui/icons';

interface Props {
  hasCard: boolean;
  /** No card will come: what is left is to take the last swipe back. */
  isOver: boolean;
  mayUndo: boolean;
  onLeft: () => void;
  onRight: () => void;
  onUndo: () => void;
  onDetails: () => void;
}

export function DeckButtons({ hasCard, isOver, mayUndo, onLeft, onRight, onUndo, onDetails }: Props) {
  const { deck } = useTexts();
  const undo = (
    <RoundButton label={deck.undo} isDisabled={!mayUndo} onClick={onUndo}>
      <UndoIcon />
    </RoundButton>
  );
  if (isOver) return mayUndo && <Box sx={ROW}>{undo}</Box>;
  return (
    <Box role="group" aria-label={deck.actions} sx={ROW}>
      {undo}
      <RoundButton label={deck.nope} isDisabled={!hasCard} look="large" onClick={onLeft}>
        <CrossIcon sx={{ fontSize: 30 }} />
      </RoundButton>
      <RoundButton label={deck.save} isDisabled={!hasCard} look="main" onClick={onRight}>
        <HeartIcon sx={{ fontSize: 30 }} />
      </RoundButton>
      <RoundButton label={deck.details} isDisabled={!hasCard} onClick={onDetails}>
        <InfoIcon />
      </RoundButton>
    </Box>
  );
}

interface RoundButtonProps {
  label: string;
  isDisabled: boolean;
  look?: 'small' | 'large' | 'main';
  onClick: () => void;
  children: ReactNode;
}

/** Disabled by aria only, so that focus is not lost when the last swipe has been undone. */
function RoundButton({ label, isDisabled, look = 'small', onClick, children }: RoundButtonProps) {
  return (
    <ButtonBase
      aria-disabled={isDisabled || undefined}
      data-look={look}
      onClick={isDisabled ? undefined : onClick}
      sx={BUTTON}
    >
      <span>{children}</span>
      <span>{label}</span>
    </ButtonBase>
  );
}

const ROW = {
  display: 'flex',
  justifyContent: 'center',
  alignItems: 'flex-end',
  gap: { xs: 0.5, sm: 1.5 },
} as const;

const BUTTON = {
  flexDirection: 'column',
  gap: 0.5,
  minWidth: 76,
  minHeight: 72,
  borderRadius: 1,
  font: 'inherit',
  fontSize: '0.75rem',
  fontWeight: 500,
  color: 'text.secondary',
  '& > span:first-of-type': {
    display: 'grid',
    placeItems: 'center',
    width: 48,
    height: 48,
    borderRadius: '50%',
    border: 1,
    borderColor: 'edge',
    bgcolor: 'background.paper',
    color: 'text.primary',
    transition: 'transform 140ms, background-color 140ms',
  },
  '&[data-look=large] > span:first-of-type, &[data-look=main] > span:first-of-type': {
    width: 60,
    height: 60,
  },
  '&[data-look=main] > span:first-of-type': {
    bgcolor: 'secondary.main',
    borderColor: 'secondary.main',
    color: 'secondary.contrastText',
  },
  '&:active > span:first-of-type': { transform: 'scale(0.92)' },
  '&[aria-disabled]': { cursor: 'default', color: 'text.disabled' },
  '&[aria-disabled] > span:first-of-type': { opacity: 0.4, transform: 'none' },
  '@media (prefers-reduced-motion: reduce)': { '& > span:first-of-type': { transition: 'none' } },
} as const;
