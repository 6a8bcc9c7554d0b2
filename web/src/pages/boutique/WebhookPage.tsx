/** One webhook: whether it is on, its secret, what it is told of, and all that it was told. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import type { Webhook } from '@/api/types';
import { DeliveryLog } from '@/features/webhooks/DeliveryLog';
import { SecretPart } from '@/features/webhooks/SecretPart';
import { WebhookFields } from '@/features/webhooks/WebhookFields';
import { type Draft, sentOf, wrongIn } from '@/features/webhooks/draft';
import { type DeliveryFilter, useWebhook, webhookQuery } from '@/features/webhooks/webhooks';
import { formatMoment } from '@/lib/locale';
import { useTexts } from '@/lib/texts';
import { useWebhookTexts } from '@/lib/texts/webhooks';
import { Trouble } from '@/pages/Trouble';
import { BackLink } from '@/ui/BackLink';
import { PageTitle } from '@/ui/PageTitle';
import { Part } from '@/ui/Part';
import { Question } from '@/ui/Question';
import { SaveRow } from '@/ui/SaveRow';
import { Switch } from '@/ui/Switch';

const route = getRouteApi('/boutique/webhooks/$id');

export default function WebhookPage() {
  const texts = useWebhookTexts();
  const { common } = useTexts();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(webhookQuery(id));
  return (
    <Box sx={{ width: 1, maxWidth: 720, mx: 'auto' }}>
      <BackLink to="/boutique/webhooks">{texts.title}</BackLink>
      {!data && error && <Trouble title={texts.oneTrouble} error={error} onRetry={() => void refetch()} />}
      {!data && !error && (
        <Box role="status" aria-label={common.loading}>
          <Skeleton variant="rounded" height={96} sx={{ mb: 4 }} />
          <Skeleton variant="rounded" height={240} />
        </Box>
      )}
      {data && <Shown key={data.id} webhook={data} />}
    </Box>
  );
}

function Shown({ webhook }: { webhook: Webhook }) {
  const navigate = useNavigate();
  const { state: filter = 'all' } = route.useSearch();
  const { url, description, is_active } = webhook;
  const choose = (state: DeliveryFilter) =>
    void navigate({
      to: '/boutique/webhooks/$id',
      params: { id: webhook.id },
      search: state === 'all' ? {} : { state },
      replace: true,
      resetScroll: false,
    });
  return (
    <>
      <PageTitle title={description || new URL(url).host}>
        <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
          {url}
        </Box>
      </PageTitle>
      <Standing webhook={webhook} />
      <SecretPart webhook={webhook} />
      <DeliveryLog endpoint={webhook.id} isOn={is_active} filter={filter} onFilter={choose} />
      <Changing webhook={webhook} />
    </>
  );
}

/** On or off, how it does, and a message to try it with. */
function Standing({ webhook }: { webhook: Webhook }) {
  const texts = useWebhookTexts();
  const { id, is_active, disabled_reason, failing_since } = webhook;
  const { change, test } = useWebhook(id);
  const stopped = { gone: texts.gone, failing: texts.stopped };
  const error = change.error ?? test.error;
  return (
    <Box sx={{ display: 'grid', gap: 1.5, justifyItems: 'start' }}>
      <Box sx={{ width: 1 }}>
        <Switch label={texts.isOn} isOn={is_active} onChange={(isOn) => change.mutate({ is_active: isOn })} />
      </Box>
      {!is_active && disabled_reason && <Typography color="error">{stopped[disabled_reason]}</Typography>}
      {is_active && failing_since && (
        <Typography color="error">{texts.failingSince(formatMoment(failing_since))}</Typography>
      )}
      {is_active && (
        <Button variant="contained" loading={test.isPending} onClick={() => test.mutate()}>
          {texts.test}
        </Button>
      )}
      <Box role="status" sx={{ typography: 'body2' }}>
        {test.isSuccess && texts.tested}
      </Box>
      {error && (
        <Typography role="alert" color="error" sx={{ fontWeight: 500 }}>
          {messageOf(error)}
        </Typography>
      )}
    </Box>
  );
}

function Changing({ webhook }: { webhook: Webhook }) {
  const texts = useWebhookTexts();
  const navigate = useNavigate();
  const { change, remove } = useWebhook(webhook.id);
  const [draft, setDraft] = useState<Draft>(webhook);
  const [isTried, setTried] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const sent = sentOf(draft);
  const known = sentOf(webhook);
  const isChanged =
    sent.url !== known.url ||
    sent.description !== known.description ||
    [...sent.events].sort().join() !== [...known.events].sort().join();
  return (
    <Part title={texts.change}>
      <Box
        component="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (wrongIn(draft).length === 0) change.mutate(sent);
        }}
        sx={{ display: 'grid', gap: 3 }}
      >
        <WebhookFields draft={draft} wrong={isTried ? wrongIn(draft) : []} onChange={setDraft} />
        <SaveRow
          isChanged={isChanged}
          isBusy={change.isPending}
          isSaved={change.isSuccess}
          error={change.error && messageOf(change.error)}
        />
      </Box>
      <Button variant="outlined" color="error" onClick={() => setAsked(true)} sx={{ mt: 4 }}>
        {texts.remove}
      </Button>
      {isAsked && (
        <Question
          title={`${texts.remove}?`}
          text={texts.removeText}
          action={texts.remove}
          isBusy={remove.isPending}
          error={remove.error && messageOf(remove.error)}
          onYes={() =>
            remove.mutate(undefined, { onSuccess: () => void navigate({ to: '/boutique/webhooks' }) })
          }
          onNo={() => setAsked(false)}
        />
      )}
    </Part>
  );
}
