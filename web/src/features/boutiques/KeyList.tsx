/** The API keys of the boutique: what each is for, when it was used, and a way to revoke it. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import type { ApiKey } from '@/api/types';
import { formatAgo, formatDay } from '@/lib/locale';
import { useTexts } from '@/lib/texts';
import { type PeopleTexts, usePeopleTexts } from '@/lib/texts/people';
import { Question } from '@/ui/Question';
import { Row } from '@/ui/Row';
import { keysQuery, useRevoking } from './keys';

export function KeyList() {
  const texts = usePeopleTexts();
  const { common } = useTexts();
  const { data: keys, error } = useQuery(keysQuery);
  const [asked, setAsked] = useState<ApiKey | null>(null);
  const revoking = useRevoking();
  const close = () => {
    setAsked(null);
    revoking.reset();
  };
  if (!keys)
    return error ? (
      <p role="alert">{messageOf(error)}</p>
    ) : (
      <Skeleton aria-label={common.loading} height={76} />
    );
  if (keys.length === 0) return <Typography color="textSecondary">{texts.keysNone}</Typography>;
  return (
    <>
      <Box component="ul" aria-label={texts.keys} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {keys.map((key) => (
          <Row key={key.id} title={key.name} text={factsOf(key, texts)} isFaint={key.revoked_at !== null}>
            {key.revoked_at === null && (
              <Button color="error" aria-label={texts.revokeThe(key.name)} onClick={() => setAsked(key)}>
                {texts.revoke}
              </Button>
            )}
          </Row>
        ))}
      </Box>
      {asked && (
        <Question
          title={texts.revokeTitle(asked.name)}
          text={texts.revokeText}
          action={texts.revoke}
          isBusy={revoking.isPending}
          error={revoking.error && messageOf(revoking.error)}
          onYes={() => revoking.mutate(asked.id, { onSuccess: close })}
          onNo={close}
        />
      )}
    </>
  );
}

function factsOf(key: ApiKey, texts: PeopleTexts): string {
  const used = key.last_used_at ? texts.keyUsed(formatAgo(key.last_used_at)) : texts.keyUnused;
  const facts = [`${key.prefix}…`, texts.keyMade(formatDay(key.created_at)), used];
  return (key.revoked_at ? [`${key.prefix}…`, texts.keyRevoked(formatDay(key.revoked_at))] : facts).join(
    ' · ',
  );
}
