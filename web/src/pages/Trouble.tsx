/** What stands in place of something that did not come: why, and how to try again. */
import Button from '@mui/material/Button';
import { messageOf } from '@/api/problem';
import { online } from '@/lib/online';
import { useSignal } from '@/lib/signal';
import { useTexts } from '@/lib/texts';
import { Notice } from '@/ui/Notice';

export function Trouble({ title, error, onRetry }: { title: string; error: unknown; onRetry: () => void }) {
  const { common, search } = useTexts();
  const isOnline = useSignal(online);
  return (
    <Notice
      isError
      title={isOnline ? title : search.offlineTitle}
      text={isOnline ? messageOf(error) : search.offlineText}
    >
      <Button variant="contained" onClick={onRetry}>
        {common.tryAgain}
      </Button>
    </Notice>
  );
}
