/** The end of a garment here: put away for a while, or deleted for good. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import { type Read, useGarment } from '@/features/wardrobe/garments';
import { nameOf } from '@/features/wardrobe/names';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import { Part } from '@/ui/Part';
import { Question } from '@/ui/Question';
import type { SnackContent } from '@/ui/Snack';

interface Props {
  userId: number;
  garment: Read;
  onSaid: (snack: SnackContent) => void;
}

export function GivingUp({ userId, garment, onSaid }: Props) {
  const texts = useWardrobeTexts();
  const navigate = useNavigate();
  const { change, giveUp } = useGarment(userId, garment.id);
  const [isAsked, setAsked] = useState(false);
  const { is_archived: isAway } = garment;
  const put = (is_archived: boolean) =>
    change.mutate(
      { changes: { is_archived } },
      {
        onSuccess: () => onSaid({ text: is_archived ? texts.arePutAway(1) : texts.areOutAgain(1) }),
        onError: (error) => onSaid({ text: messageOf(error) }),
      },
    );
  return (
    <Part title={texts.end}>
      <Typography color="textSecondary" sx={{ mb: 2 }}>
        {isAway ? texts.isAway : texts.putAwayText}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        <Button variant="outlined" loading={change.isPending} onClick={() => put(!isAway)}>
          {isAway ? texts.takeOut : texts.putAway}
        </Button>
        <Button variant="outlined" color="error" onClick={() => setAsked(true)}>
          {texts.deleteOne}
        </Button>
      </Box>
      {isAsked && (
        <Question
          title={texts.deleteOneTitle(nameOf(garment))}
          text={texts.deleteText}
          action={texts.delete}
          isBusy={giveUp.isPending}
          error={giveUp.error && messageOf(giveUp.error)}
          onYes={() =>
            giveUp.mutate(undefined, {
              onSuccess: () => void navigate({ to: '/wardrobe', ignoreBlocker: true }),
            })
          }
          onNo={() => {
            setAsked(false);
            giveUp.reset();
          }}
        />
      )}
    </Part>
  );
}
