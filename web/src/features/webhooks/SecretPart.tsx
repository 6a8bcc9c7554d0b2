/** The secret of a webhook: shown when asked for, copied, and made anew. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import type { Webhook } from '@/api/types';
import { formatMoment } from '@/lib/locale';
import { useWebhookTexts } from '@/lib/texts/webhooks';
import { Part } from '@/ui/Part';
import { Question } from '@/ui/Question';
import { CODE } from './code';
import { useWebhook } from './webhooks';

export function SecretPart({ webhook }: { webhook: Webhook }) {
  const texts = useWebhookTexts();
  const { show, rotate } = useWebhook(webhook.id);
  const [secret, setSecret] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [isAsked, setAsked] = useState(false);
  const error = show.error ?? (isAsked ? null : rotate.error);
  const copy = async (value: string) => {
    try {
      await navigator.clipboard.writeText(value);
      setSaid(texts.copied);
    } catch {
      setSaid(texts.notCopied); // refused, or a plain-http address, where there is no clipboard
    }
  };
  return (
    <Part title={texts.secret} text={texts.secretText}>
      {secret !== null && (
        <Box component="code" data-secret sx={CODE}>
          {secret}
        </Box>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, mt: secret ? 2 : 0 }}>
        {secret === null ? (
          <Button
            variant="outlined"
            loading={show.isPending}
            onClick={() => show.mutate(undefined, { onSuccess: (found) => setSecret(found.secret) })}
          >
            {texts.show}
          </Button>
        ) : (
          <>
            <Button variant="outlined" onClick={() => void copy(secret)}>
              {texts.copy}
            </Button>
            <Button
              onClick={() => {
                setSecret(null);
                setSaid('');
              }}
            >
              {texts.hide}
            </Button>
          </>
        )}
        <Button onClick={() => setAsked(true)}>{texts.rotate}</Button>
        <Box role="status" sx={{ typography: 'body2' }}>
          {said}
        </Box>
      </Box>
      {webhook.old_secrets_until && (
        <Box sx={{ mt: 1.5, typography: 'body2', color: 'text.secondary' }}>
          {texts.oldUntil(formatMoment(webhook.old_secrets_until))}
        </Box>
      )}
      {error && (
        <Box role="alert" sx={{ mt: 1.5, color: 'error.main', fontWeight: 500 }}>
          {messageOf(error)}
        </Box>
      )}
      {isAsked && (
        <Question
          title={`${texts.rotate}?`}
          text={texts.rotateText}
          action={texts.rotate}
          colour="primary"
          isBusy={rotate.isPending}
          error={rotate.error && messageOf(rotate.error)}
          onYes={() =>
            rotate.mutate(undefined, {
              onSuccess: (made) => {
                setSecret(made.secret);
                setSaid('');
                setAsked(false);
              },
            })
          }
          onNo={() => setAsked(false)}
        />
      )}
    </Part>
  );
}
