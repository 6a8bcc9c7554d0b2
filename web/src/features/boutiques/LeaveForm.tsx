/** For staff: the boutique that they work in, and the way out of it. */
import Button from '@mui/material/Button';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import { usePeopleTexts } from '@/lib/texts/people';
import { Question } from '@/ui/Question';
import { useLeaving } from './people';

export function LeaveForm({ name, onLeft }: { name: string; onLeft: () => void }) {
  const texts = usePeopleTexts();
  const [isAsked, setAsked] = useState(false);
  const leaving = useLeaving(onLeft);
  return (
    <>
      <Button variant="outlined" color="error" onClick={() => setAsked(true)}>
        {texts.leave}
      </Button>
      {isAsked && (
        <Question
          title={texts.leaveTitle(name)}
          text={texts.leaveSure}
          action={texts.leave}
          isBusy={leaving.isPending}
          error={leaving.error && messageOf(leaving.error)}
          onYes={() => leaving.mutate()}
          onNo={() => setAsked(false)}
        />
      )}
    </>
  );
}
