/** What an address was told, the newest first, with a filter, and a way to send once more all that failed. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { useWebhookTexts } from '@/lib/texts/webhooks';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { MoreButton } from '@/ui/MoreButton';
import { Notice } from '@/ui/Notice';
import { Part } from '@/ui/Part';
import { Question } from '@/ui/Question';
import { DeliveryRow } from './DeliveryRow';
import { DELIVERY_FILTERS, type DeliveryFilter, deliveriesQuery, useReplay } from './webhooks';

interface Props {
  endpoint: string;
  isOn: boolean;
  filter: DeliveryFilter;
  onFilter: (filter: DeliveryFilter) => void;
}

export function DeliveryLog({ endpoint, isOn, filter, onFilter }: Props) {
  const texts = useWebhookTexts();
  const { common } = useTexts();
  const { data, error, refetch, ...more } = useInfiniteQuery(deliveriesQuery(endpoint, filter));
  const found = data?.pages.flatMap(({ items }) => items);
  return (
    <Part title={texts.log} text={texts.logText}>
      <ChoiceChips
        question={texts.which}
        isQuestionHidden
        choices={DELIVERY_FILTERS.map((value) => ({ value, label: texts.filters[value] }))}
        chosen={[filter]}
        onToggle={onFilter}
      />
      {!found && error && (
        <Notice title={texts.detailsTrouble} text={messageOf(error)} isError>
          <Button variant="contained" onClick={() => void refetch()}>
            {common.tryAgain}
          </Button>
        </Notice>
      )}
      {!found && !error && (
        <Box role="status" aria-label={common.loading} sx={{ mt: 3 }}>
          <Skeleton variant="rounded" height={56} sx={{ mb: 1 }} />
          <Skeleton variant="rounded" height={56} />
        </Box>
      )}
      {found?.length === 0 && <Notice title={texts.noMessages} text={texts.noMessagesText} />}
      {found && found.length > 0 && (
        <Box component="ul" aria-label={texts.log} sx={{ m: 0, mt: 2, p: 0, listStyle: 'none' }}>
          {found.map((delivery) => (
            <DeliveryRow key={delivery.id} endpoint={endpoint} delivery={delivery} mayReplay={isOn} />
          ))}
        </Box>
      )}
      <MoreButton {...more} />
      {isOn && found?.some(({ state }) => state === 'failed' || state === 'gave_up') && (
        <ReplayAll endpoint={endpoint} />
      )}
    </Part>
  );
}

function ReplayAll({ endpoint }: { endpoint: string }) {
  const texts = useWebhookTexts();
  const { all } = useReplay(endpoint);
  const [isAsked, setAsked] = useState(false);
  return (
    <Box sx={{ mt: 3 }}>
      <Button variant="outlined" onClick={() => setAsked(true)}>
        {texts.replayAll}
      </Button>
      <Box role="status" sx={{ mt: 1, typography: 'body2' }}>
        {all.data && texts.replayedAll(String(all.data.replayed))}
      </Box>
      {isAsked && (
        <Question
          title={`${texts.replayAll}?`}
          text={texts.replayAllText}
          action={texts.replay}
          colour="primary"
          isBusy={all.isPending}
          error={all.error && messageOf(all.error)}
          onYes={() => all.mutate(undefined, { onSuccess: () => setAsked(false) })}
          onNo={() => setAsked(false)}
        />
      )}
    </Box>
  );
}
