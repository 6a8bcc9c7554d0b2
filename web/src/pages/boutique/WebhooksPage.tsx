/** The addresses of the boutique's own systems, and how they do. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import Skeleton from '@mui/material/Skeleton';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import type { Webhook } from '@/api/types';
import { WebhookFields } from '@/features/webhooks/WebhookFields';
import { type Draft, sentOf, wrongIn } from '@/features/webhooks/draft';
import { EVENTS, useNewWebhook, webhooksQuery } from '@/features/webhooks/webhooks';
import { useTexts } from '@/lib/texts';
import { useWebhookTexts } from '@/lib/texts/webhooks';
import { Trouble } from '@/pages/Trouble';
import { PageTitle } from '@/ui/PageTitle';
import { Question } from '@/ui/Question';
import { Seams } from '@/ui/Seams';
import { BoutiqueFrame } from './BoutiqueFrame';

export default function WebhooksPage() {
  const texts = useWebhookTexts();
  const { common } = useTexts();
  const { data, error, refetch } = useQuery(webhooksQuery);
  const [isAdding, setAdding] = useState(false);
  const add = (
    <Button variant="contained" onClick={() => setAdding(true)}>
      {texts.add}
    </Button>
  );
  return (
    <BoutiqueFrame>
      <PageTitle title={texts.title}>{texts.intro}</PageTitle>
      {!data && error && <Trouble title={texts.trouble} error={error} onRetry={() => void refetch()} />}
      {!data && !error && (
        <Box role="status" aria-label={common.loading}>
          <Skeleton variant="rounded" height={88} sx={{ mb: 2 }} />
          <Skeleton variant="rounded" height={88} />
        </Box>
      )}
      {data?.items.length === 0 && (
        <Seams title={texts.none} text={texts.noneText}>
          {add}
        </Seams>
      )}
      {data && data.items.length > 0 && (
        <>
          <Box component="ul" aria-label={texts.title} sx={{ m: 0, mb: 3, p: 0, listStyle: 'none' }}>
            {data.items.map((webhook) => (
              <li key={webhook.id}>
                <Row webhook={webhook} />
              </li>
            ))}
          </Box>
          {add}
        </>
      )}
      {isAdding && <Adding onClose={() => setAdding(false)} />}
    </BoutiqueFrame>
  );
}

function Row({ webhook }: { webhook: Webhook }) {
  const texts = useWebhookTexts();
  const { url, description, events, is_active, failing_since } = webhook;
  return (
    <ButtonBase component={Link} to={`/boutique/webhooks/${webhook.id}`} sx={ROW}>
      <Box sx={{ fontWeight: 600, maxWidth: 1 }}>{description || url}</Box>
      {description && <Box sx={{ typography: 'body2' }}>{url}</Box>}
      <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
        {events.map((event) => texts.names[event]).join(' · ')}
      </Box>
      <Box sx={{ typography: 'body2', fontWeight: 600, color: failing_since ? 'error.main' : undefined }}>
        {[is_active ? texts.on : texts.off, ...(failing_since && is_active ? [texts.failing] : [])].join(
          ' · ',
        )}
      </Box>
    </ButtonBase>
  );
}

function Adding({ onClose }: { onClose: () => void }) {
  const texts = useWebhookTexts();
  const navigate = useNavigate();
  const add = useNewWebhook();
  const [draft, setDraft] = useState<Draft>({ url: '', description: '', events: EVENTS });
  const [isTried, setTried] = useState(false);
  const save = () => {
    setTried(true);
    if (wrongIn(draft).length > 0) return;
    add.mutate(sentOf(draft), {
      onSuccess: ({ id }) => void navigate({ to: '/boutique/webhooks/$id', params: { id } }),
    });
  };
  return (
    <Question
      title={texts.add}
      text={texts.addText}
      action={texts.add}
      colour="primary"
      isBusy={add.isPending}
      error={add.error && messageOf(add.error)}
      onYes={save}
      onNo={onClose}
    >
      <WebhookFields draft={draft} wrong={isTried ? wrongIn(draft) : []} onChange={setDraft} />
    </Question>
  );
}

const ROW = {
  display: 'grid',
  justifyItems: 'start',
  justifyContent: 'stretch',
  width: 1,
  py: 2,
  borderBottom: 1,
  borderColor: 'divider',
  font: 'inherit',
  textAlign: 'left',
  color: 'text.primary',
  overflowWrap: 'anywhere',
  '&:hover': { bgcolor: 'sunken' },
} as const;
