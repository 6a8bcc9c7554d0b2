/** Three questions to a newcomer before the first card; none has to be answered. */
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { patchMe } from '@/api/generated';
import { messageOf } from '@/api/problem';
import { updateUser } from '@/api/session';
import { formatMoney } from '@/lib/money';
import { useTexts } from '@/lib/texts';
import { ChoiceChips } from '@/ui/ChoiceChips';

const FITS = ['slim', 'regular', 'relaxed'] as const;
const OCCASIONS = ['everyday', 'office', 'weekend', 'evening', 'festive'] as const;
const BUDGETS = [5_000, 10_000, 20_000];
const ANY = 0;

type Fit = (typeof FITS)[number];
type Occasion = (typeof OCCASIONS)[number];

export default function Quiz({ onDone }: { onDone: () => void }) {
  const { quiz, deck } = useTexts();
  const [fit, setFit] = useState<Fit | null>(null);
  const [budget, setBudget] = useState<number | null>(null);
  const [occasions, setOccasions] = useState<readonly Occasion[]>([]);
  const save = useMutation({
    mutationFn: () =>
      patchMe({
        body: {
          preferences: {
            quiz_done: true,
            ...(fit && { fit }),
            ...(budget && { budget: { amount: budget, currency: 'EUR' } }),
            ...(occasions.length && { occasions: [...occasions] }),
          },
        },
      }),
    onSuccess: (user) => {
      updateUser(user);
      onDone();
    },
  });
  /** The shop is told, so that it does not ask on the next device; when it cannot hear, that is no trouble of hers. */
  const skip = () => {
    patchMe({ body: { preferences: { quiz_done: true } } }).then(updateUser, () => undefined);
    onDone();
  };
  const toggle = (occasion: Occasion) =>
    setOccasions((now) =>
      now.includes(occasion) ? now.filter((other) => other !== occasion) : [...now, occasion],
    );
  return (
    <Box component="section" aria-labelledby="quiz" sx={PAGE}>
      <Box>
        <Typography id="quiz" variant="h1" component="h2" sx={{ mb: 1 }}>
          {quiz.title}
        </Typography>
        <Typography color="textSecondary">{quiz.text}</Typography>
      </Box>
      <ChoiceChips
        question={quiz.fit}
        choices={FITS.map((value) => ({ value, label: quiz.fits[value] }))}
        chosen={[fit]}
        onToggle={(value) => setFit(value === fit ? null : value)}
      />
      <ChoiceChips
        question={quiz.budget}
        choices={[
          ...BUDGETS.map((amount) => ({
            value: amount,
            label: deck.upTo(formatMoney({ amount, currency: 'EUR' })),
          })),
          { value: ANY, label: quiz.anyBudget },
        ]}
        chosen={[budget]}
        onToggle={(value) => setBudget(value === budget ? null : value)}
      />
      <ChoiceChips
        question={quiz.occasions}
        choices={OCCASIONS.map((value) => ({ value, label: quiz.occasion[value] }))}
        chosen={occasions}
        onToggle={toggle}
      />
      {save.isError && <Alert severity="error">{messageOf(save.error)}</Alert>}
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', mt: 1 }}>
        <Button variant="contained" loading={save.isPending} onClick={() => save.mutate()} sx={{ flex: 1 }}>
          {quiz.start}
        </Button>
        <Button onClick={skip}>{quiz.skip}</Button>
      </Box>
    </Box>
  );
}

const PAGE = {
  display: 'grid',
  alignContent: 'center',
  gap: 3.5,
  width: 1,
  maxWidth: 520,
  mx: 'auto',
  flex: 1,
  py: 3,
} as const;
