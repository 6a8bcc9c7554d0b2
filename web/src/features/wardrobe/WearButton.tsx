/** One more day on which a garment was worn, today's, and the way back. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Problem, messageOf } from '@/api/problem';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import type { SnackContent } from '@/ui/Snack';
import { type Read, today, useGarment } from './garments';

interface Props {
  userId: number;
  garment: Read;
  onSaid: (snack: SnackContent) => void;
}

export function WearButton({ userId, garment, onSaid }: Props) {
  const texts = useWardrobeTexts();
  const { wear, takeBack, change } = useGarment(userId, garment.id);
  const undo = async (on: string, laundry: Read['laundry']) => {
    try {
      const left = await takeBack.mutateAsync(on);
      if (left.laundry !== laundry) await change.mutateAsync({ changes: { laundry } });
      onSaid({ text: texts.undone });
    } catch (error) {
      onSaid({ text: messageOf(error) });
    }
  };
  const note = () => {
    const on = today();
    const { laundry } = garment;
    wear.mutate(on, {
      onSuccess: () =>
        onSaid({ text: texts.wornNow, action: { label: texts.undo, run: () => void undo(on, laundry) } }),
    });
  };
  return (
    <Box>
      <Button variant="contained" loading={wear.isPending || takeBack.isPending} onClick={note}>
        {texts.wornToday}
      </Button>
      {wear.error && (
        <Box role="alert" sx={{ color: 'error.main', mt: 1, fontWeight: 500 }}>
          {wear.error instanceof Problem && wear.error.status === 409
            ? texts.tooOften
            : messageOf(wear.error)}
        </Box>
      )}
    </Box>
  );
}
