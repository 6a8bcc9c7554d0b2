/** The days on which a garment was worn, to be looked through, taken back, and noted afterwards. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Problem, messageOf } from '@/api/problem';
import { formatDay } from '@/lib/locale';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import { Field } from '@/ui/Field';
import { MoreButton } from '@/ui/MoreButton';
import { Part } from '@/ui/Part';
import { CrossIcon } from '@/ui/icons';
import { CornerButton } from '@/ui/CornerButton';
import type { SnackContent } from '@/ui/Snack';
import { today, useGarment, wearsQuery } from './garments';

interface Props {
  userId: number;
  garmentId: string;
  onSaid: (snack: SnackContent) => void;
}

/** A day without a time is the same day everywhere. */
const dayOf = (day: string) => formatDay(`${day}T12:00:00`);

export function WearDays({ userId, garmentId, onSaid }: Props) {
  const texts = useWardrobeTexts();
  const { data, error, ...more } = useInfiniteQuery(wearsQuery(userId, garmentId));
  const { wear, takeBack } = useGarment(userId, garmentId);
  const days = data?.pages.flatMap(({ items }) => items);
  const remove = (day: string) =>
    takeBack.mutate(day, {
      onSuccess: () =>
        onSaid({
          text: texts.takenBack(dayOf(day)),
          action: { label: texts.undo, run: () => wear.mutate(day) },
        }),
      onError: (trouble) => onSaid({ text: messageOf(trouble) }),
    });
  return (
    <Part title={texts.days}>
      {!days && error && (
        <Typography role="alert" color="error">
          {texts.daysTrouble} {messageOf(error)}
        </Typography>
      )}
      {days?.length === 0 && <Typography color="textSecondary">{texts.noDays}</Typography>}
      {days && days.length > 0 && (
        <Box component="ul" aria-label={texts.days} sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {days.map(({ worn_on: day, times }) => (
            <Box key={day} component="li" sx={DAY}>
              <Box sx={{ flex: 1, minWidth: 0 }}>
                {dayOf(day)}
                {times > 1 && (
                  <Box component="span" sx={{ color: 'text.secondary' }}>
                    {` · ${texts.times(times)}`}
                  </Box>
                )}
              </Box>
              <CornerButton label={texts.takeBack(dayOf(day))} onClick={() => remove(day)}>
                <CrossIcon fontSize="small" />
              </CornerButton>
            </Box>
          ))}
        </Box>
      )}
      <MoreButton {...more} />
      <OtherDay
        isBusy={wear.isPending}
        error={wear.error}
        onDay={(day, then) => wear.mutate(day, { onSuccess: then })}
      />
    </Part>
  );
}

interface OtherProps {
  isBusy: boolean;
  error: Error | null;
  onDay: (day: string, then: () => void) => void;
}

function OtherDay({ isBusy, error, onDay }: OtherProps) {
  const texts = useWardrobeTexts();
  const [day, setDay] = useState('');
  const isToCome = day > today();
  const why = error instanceof Problem && error.status === 409 ? texts.tooOften : error && messageOf(error);
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (day && !isToCome && !isBusy) onDay(day, () => setDay(''));
      }}
      sx={OTHER}
    >
      <Field
        label={texts.otherDay}
        type="date"
        max={today()}
        min="1900-01-01"
        value={day}
        onChange={setDay}
        error={isToCome ? texts.badDay : why}
      />
      <Button type="submit" variant="outlined" loading={isBusy} disabled={!day || isToCome}>
        {texts.noteDay}
      </Button>
    </Box>
  );
}

const DAY = {
  display: 'flex',
  alignItems: 'center',
  minHeight: 52,
  borderBottom: 1,
  borderColor: 'divider',
} as const;

const OTHER = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'flex-end',
  gap: 2,
  mt: 3,
  '& > :first-of-type': { flex: '0 1 220px' },
} as const;
