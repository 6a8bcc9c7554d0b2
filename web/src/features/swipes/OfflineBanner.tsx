/** Says that swipes wait for the network, so that nobody fears they are lost. */
import Alert from '@mui/material/Alert';
import { useSignal } from '@/lib/signal';
import { useTexts } from '@/lib/texts';
import type { SwipeQueue } from './queue';

export function OfflineBanner({ queue }: { queue: SwipeQueue }) {
  const { deck } = useTexts();
  const { waiting, isOffline } = useSignal(queue.state);
  if (!isOffline || waiting === 0) return null;
  return (
    <Alert severity="info" variant="outlined" role="status" sx={{ mx: 'auto', mb: 2, maxWidth: 480, py: 0 }}>
      {deck.offline(waiting)}
    </Alert>
  );
}
