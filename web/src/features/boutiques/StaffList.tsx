/** Who works in the boutique beside its owner, with a way to remove them. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import type { Colleague } from '@/api/types';
import { formatDay } from '@/lib/locale';
import { useTexts } from '@/lib/texts';
import { usePeopleTexts } from '@/lib/texts/people';
import { Question } from '@/ui/Question';
import { Row } from '@/ui/Row';
import { staffQuery, useDismissing } from './people';

export function StaffList() {
  const texts = usePeopleTexts();
  const { common } = useTexts();
  const { data: staff, error } = useQuery(staffQuery);
  const [asked, setAsked] = useState<Colleague | null>(null);
  const dismissing = useDismissing();
  const close = () => {
    setAsked(null);
    dismissing.reset();
  };
  if (!staff)
    return error ? (
      <p role="alert">{messageOf(error)}</p>
    ) : (
      <Skeleton aria-label={common.loading} height={76} />
    );
  if (staff.length === 0) return <Typography color="textSecondary">{texts.staffNone}</Typography>;
  return (
    <>
      <Box component="ul" aria-label={texts.staff} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {staff.map((one) => (
          <Row
            key={one.user_id}
            title={one.name}
            text={`${one.email} · ${texts.joined(formatDay(one.joined_at))}`}
          >
            <Button color="error" aria-label={texts.dismissThe(one.name)} onClick={() => setAsked(one)}>
              {texts.dismiss}
            </Button>
          </Row>
        ))}
      </Box>
      {asked && (
        <Question
          title={texts.dismissTitle(asked.name)}
          text={texts.dismissText}
          action={texts.dismiss}
          isBusy={dismissing.isPending}
          error={dismissing.error && messageOf(dismissing.error)}
          onYes={() => dismissing.mutate(asked.user_id, { onSuccess: close })}
          onNo={close}
        />
      )}
    </>
  );
}
