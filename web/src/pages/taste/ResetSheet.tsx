/** Asks once more before everything learnt is forgotten. */
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { messageOf } from '@/api/problem';
import { useReset } from '@/features/recommendations/taste';
import { useTexts } from '@/lib/texts';
import { useTasteTexts } from '@/lib/texts/taste';
import { Sheet } from '@/ui/Sheet';
import { forgetDeck } from '@/pages/deck/decks';

export function ResetSheet({ userId, onClose }: { userId: number; onClose: () => void }) {
  const taste = useTasteTexts();
  const { common } = useTexts();
  const reset = useReset(userId);
  const forget = () =>
    reset.mutate(undefined, {
      onSuccess: () => {
        forgetDeck();
        onClose();
      },
    });
  return (
    <Sheet
      title={taste.reset}
      onClose={onClose}
      actions={
        <>
          <Button variant="contained" color="error" loading={reset.isPending} onClick={forget}>
            {taste.resetNow}
          </Button>
          <Button onClick={onClose}>{common.cancel}</Button>
        </>
      }
    >
      {reset.isError && (
        <Alert severity="error" sx={{ mb: 2 }}>
          {messageOf(reset.error)}
        </Alert>
      )}
      <Typography>{taste.resetText}</Typography>
    </Sheet>
  );
}
