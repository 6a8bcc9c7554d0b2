/** One message in the log: what it says, how far it is, and unfolded what was sent and every answer. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import type { DeliverySummary, WebhookDelivery } from '@/api/types';
import { formatMoment } from '@/lib/locale';
import { useTexts } from '@/lib/texts';
import { type WebhookTexts, useWebhookTexts } from '@/lib/texts/webhooks';
import { CODE } from './code';
import { deliveryQuery, useReplay } from './webhooks';

interface Props {
  endpoint: string;
  delivery: DeliverySummary;
  mayReplay: boolean;
}

export function DeliveryRow({ endpoint, delivery, mayReplay }: Props) {
  const texts = useWebhookTexts();
  const [isOpen, setOpen] = useState(false);
  const { type, state, created_at, next_at, status, error } = delivery;
  const was = status !== null || error ? resultOf(texts, delivery) : '';
  return (
    <Box component="li" data-state={state} sx={ROW}>
      <Box component="details" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <Box component="summary" sx={SUMMARY}>
          <Box component="span" sx={{ minWidth: 0 }}>
            <b>{(texts.names as Record<string, string>)[type] ?? type}</b>
            <Box component="span" sx={SMALL}>
              {[formatMoment(created_at), was].filter(Boolean).join(' · ')}
            </Box>
            {state === 'failed' && next_at && (
              <Box component="span" sx={SMALL}>
                {texts.nextAt(formatMoment(next_at))}
              </Box>
            )}
          </Box>
          <Box component="span" sx={STATE}>
            {texts.states[state]}
          </Box>
        </Box>
        {isOpen && <Details endpoint={endpoint} id={delivery.id} mayReplay={mayReplay} />}
      </Box>
    </Box>
  );
}

function Details({ endpoint, id, mayReplay }: { endpoint: string; id: string; mayReplay: boolean }) {
  const texts = useWebhookTexts();
  const { common } = useTexts();
  const { data, error } = useQuery(deliveryQuery(endpoint, id));
  const { one: replay } = useReplay(endpoint);
  if (error && !data) {
    return (
      <Box role="alert" sx={{ pb: 2, color: 'error.main' }}>
        {`${texts.detailsTrouble}. ${messageOf(error)}`}
      </Box>
    );
  }
  if (!data) return <Skeleton variant="rounded" height={160} aria-label={common.loading} sx={{ mb: 2 }} />;
  return (
    <Box sx={{ pb: 3 }}>
      <Box sx={LABEL}>{texts.payload}</Box>
      <Box component="pre" tabIndex={0} sx={CODE}>
        {prettyOf(data.payload)}
      </Box>
      <Box sx={LABEL}>{texts.attempts}</Box>
      <Attempts log={data.log} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, mt: 2 }}>
        {mayReplay && (
          <Button variant="outlined" loading={replay.isPending} onClick={() => replay.mutate(id)}>
            {texts.replay}
          </Button>
        )}
        <Box role="status" sx={{ typography: 'body2' }}>
          {replay.isSuccess && texts.replayed}
        </Box>
        {replay.error && (
          <Box role="alert" sx={{ color: 'error.main', fontWeight: 500 }}>
            {messageOf(replay.error)}
          </Box>
        )}
      </Box>
    </Box>
  );
}

function Attempts({ log }: { log: WebhookDelivery['log'] }) {
  const texts = useWebhookTexts();
  if (log.length === 0) return <Box sx={{ typography: 'body2' }}>{texts.noAttempts}</Box>;
  return (
    <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1 }}>
      {log.map((attempt) => (
        <Box component="li" key={attempt.at} sx={{ typography: 'body2' }}>
          {`${formatMoment(attempt.at)} · ${resultOf(texts, attempt)}`}
          {attempt.answer && (
            <Box component="pre" tabIndex={0} sx={{ ...CODE, mt: 0.5, p: 1.25, maxHeight: 160 }}>
              {attempt.answer}
            </Box>
          )}
        </Box>
      ))}
    </Box>
  );
}

type Result = Pick<DeliverySummary, 'status' | 'duration_ms' | 'error'>;

function resultOf(texts: WebhookTexts, { status, duration_ms, error }: Result): string {
  if (status !== null) return texts.answered(String(status), String(duration_ms ?? 0));
  return (texts.errors as Record<string, string>)[error] ?? texts.errors.other;
}

function prettyOf(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}

const ROW = { borderBottom: 1, borderColor: 'divider' } as const;

const SUMMARY = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  columnGap: 2,
  minHeight: 48,
  py: 1.5,
  cursor: 'pointer',
  overflowWrap: 'anywhere',
  '&::-webkit-details-marker': { display: 'none' },
  '&:hover': { bgcolor: 'sunken' },
} as const;

const SMALL = { display: 'block', typography: 'body2', color: 'text.secondary' } as const;

const STATE = {
  typography: 'body2',
  fontWeight: 600,
  '[data-state=failed] &, [data-state=gave_up] &': { color: 'error.main' },
} as const;

const LABEL = { typography: 'body2', fontWeight: 600, mt: 1.5, mb: 0.75 } as const;
