/** The four things that can be done with a card, for those who would rather press than swipe. */
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import type { ReactNode } from 'react';
import { CrossIcon, HeartIcon, InfoIcon, UndoIcon } from '@/ui/icons';

interface Props {
  hasCard: boolean;
  mayUndo: boolean;
  onLeft: () => void;
  onRight: () => void;
  onUndo: () => void;
  onDetails: () => void;
}

export function DeckButtons({ hasCard, mayUndo, onLeft, onRight, onUndo, onDetails }: Props) {
  return (
    <Box
      role="group"
      aria-label="What to do with this card"
      sx={{ display: 'flex', justifyContent: 'center', gap: 1 }}
    >
      <RoundButton label="Not for me" isDisabled={!hasCard} onClick={onLeft}>
        <CrossIcon />
      </RoundButton>
      <RoundButton label="Undo" isDisabled={!mayUndo} onClick={onUndo}>
        <UndoIcon />
      </RoundButton>
      <RoundButton label="Details" isDisabled={!hasCard} onClick={onDetails}>
        <InfoIcon />
      </RoundButton>
      <RoundButton label="Save" isDisabled={!hasCard} isMain onClick={onRight}>
        <HeartIcon />
      </RoundButton>
    </Box>
  );
}

interface RoundButtonProps {
  label: string;
  isDisabled: boolean;
  isMain?: boolean;
  onClick: () => void;
  children: ReactNode;
}

/** Disabled by aria only, so that focus is not lost when the last swipe has been undone. */
function RoundButton({ label, isDisabled, isMain = false, onClick, children }: RoundButtonProps) {
  return (
    <ButtonBase
      aria-disabled={isDisabled || undefined}
      onClick={isDisabled ? undefined : onClick}
      sx={{
        flexDirection: 'column',
        gap: 0.5,
        width: 84,
        minHeight: 72,
        borderRadius: '16px',
        fontFamily: 'inherit',
        fontSize: '0.75rem',
        color: isDisabled ? 'text.disabled' : isMain ? 'primary.main' : 'text.secondary',
        '& > span:first-of-type': {
          display: 'grid',
          placeItems: 'center',
          width: 48,
          height: 48,
          borderRadius: '50%',
          border: 1,
          borderColor: isMain && !isDisabled ? 'primary.main' : 'divider',
          bgcolor: isMain && !isDisabled ? 'primary.main' : 'background.paper',
          color: isMain && !isDisabled ? 'primary.contrastText' : 'inherit',
        },
        '&:focus-visible': { outline: 2, outlineColor: 'primary.main', outlineStyle: 'solid' },
      }}
    >
      <span>{children}</span>
      <span>{label}</span>
    </ButtonBase>
  );
}
