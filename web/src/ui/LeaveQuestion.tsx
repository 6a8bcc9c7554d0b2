/** Asks before a page with unsaved changes is left, by a link, the back button or closing the tab. */
import { useBlocker } from '@tanstack/react-router';
import { Question } from './Question';

interface Props {
  isAsked: boolean;
  title: string;
  text: string;
  action: string;
}

export function LeaveQuestion({ isAsked, ...words }: Props) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => isAsked,
    enableBeforeUnload: () => isAsked,
    withResolver: true,
  });
  if (status !== 'blocked') return null;
  return <Question {...words} onYes={proceed} onNo={reset} />;
}
