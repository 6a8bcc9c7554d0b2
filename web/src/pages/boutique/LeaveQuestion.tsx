/** Asks before a page with unsaved changes is left, by a link, the back button or closing the tab. */
import { useBlocker } from '@tanstack/react-router';
import { useItemTexts } from '@/lib/texts/items';
import { Question } from '@/ui/Question';

export function LeaveQuestion({ isAsked }: { isAsked: boolean }) {
  const texts = useItemTexts();
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => isAsked,
    enableBeforeUnload: () => isAsked,
    withResolver: true,
  });
  if (status !== 'blocked') return null;
  return (
    <Question
      title={texts.leave}
      text={texts.leaveText}
      action={texts.leaveNow}
      onYes={proceed}
      onNo={reset}
    />
  );
}
