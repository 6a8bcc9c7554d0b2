/** What can be done with the garments that are chosen: at the foot of the window, above the places of the app. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import { Question } from '@/ui/Question';
import { FOOT_BAR } from '@/ui/footBar';
import { MoveSheet } from './MoveSheet';
import type { Selection } from './selection';

interface Props {
  userId: number;
  selection: Selection;
  /** Those that were put away are looked at. */
  isAway: boolean;
}

export function SelectionBar({ userId, selection, isAway }: Props) {
  const texts = useWardrobeTexts();
  const [isMoving, setMoving] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const { chosen, isBusy, change } = selection;
  const count = chosen.length;
  const isNothing = count === 0 || isBusy;
  return (
    <Box role="group" aria-label={texts.select} sx={BAR}>
      <Box role="status" sx={{ flex: '1 0 100%', fontWeight: 600 }}>
        {count === 0 ? texts.noneChosen : texts.chosen(count)}
      </Box>
      <Button
        variant="outlined"
        disabled={isNothing}
        onClick={() => void change({ laundry: 'in_laundry' }, texts.inLaundry)}
      >
        {texts.toLaundry}
      </Button>
      <Button
        variant="outlined"
        disabled={isNothing}
        onClick={() => void change({ laundry: 'clean' }, texts.areClean)}
      >
        {texts.toClean}
      </Button>
      <Button variant="outlined" disabled={isNothing} onClick={() => setMoving(true)}>
        {texts.move}
      </Button>
      <Button
        variant="outlined"
        disabled={isNothing}
        onClick={() => void change({ is_archived: !isAway }, isAway ? texts.areOutAgain : texts.arePutAway)}
      >
        {isAway ? texts.takeOut : texts.putAway}
      </Button>
      <Button variant="outlined" color="error" disabled={isNothing} onClick={() => setAsked(true)}>
        {texts.delete}
      </Button>
      {isMoving && (
        <MoveSheet
          userId={userId}
          count={count}
          onClose={() => setMoving(false)}
          onMove={(folderId) => {
            setMoving(false);
            void change({ folder_id: folderId }, texts.moved);
          }}
        />
      )}
      {isAsked && (
        <Question
          title={texts.deleteTitle(count)}
          text={texts.deleteText}
          action={texts.delete}
          isBusy={isBusy}
          onNo={() => setAsked(false)}
          onYes={() => void selection.remove().then(() => setAsked(false))}
        />
      )}
    </Box>
  );
}

const BAR = { ...FOOT_BAR, '& .MuiButton-root': { px: 1.75 } } as const;
