/** Where messages go, what for, and which: the same for a new webhook and for one that is changed. */
import Box from '@mui/material/Box';
import { useId } from 'react';
import type { WebhookEvent } from '@/api/types';
import { useWebhookTexts } from '@/lib/texts/webhooks';
import { Field } from '@/ui/Field';
import { TickList } from '@/ui/TickList';
import { type Draft, toggled } from './draft';
import { EVENTS } from './webhooks';

interface Props {
  draft: Draft;
  wrong: readonly ('url' | 'events')[];
  onChange: (draft: Draft) => void;
}

export function WebhookFields({ draft, wrong, onChange }: Props) {
  const texts = useWebhookTexts();
  const id = useId();
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Field
        label={texts.url}
        name="url"
        type="url"
        inputMode="url"
        placeholder="https://"
        maxLength={2000}
        autoComplete="off"
        value={draft.url}
        onChange={(url) => onChange({ ...draft, url })}
        error={wrong.includes('url') ? texts.noUrl : undefined}
      />
      <Field
        label={texts.description}
        name="description"
        maxLength={200}
        autoComplete="off"
        value={draft.description}
        onChange={(description) => onChange({ ...draft, description })}
      />
      <Box role="group" aria-labelledby={id}>
        <Box id={id} sx={{ typography: 'body2', fontWeight: 600, mb: 0.5 }}>
          {texts.events}
        </Box>
        <TickList
          narrowest="17rem"
          ticks={EVENTS.map((value) => ({
            value,
            label: texts.names[value],
            isOn: draft.events.includes(value),
          }))}
          onToggle={(value) => onChange({ ...draft, events: toggled(draft.events, value as WebhookEvent) })}
        />
        {wrong.includes('events') && (
          <Box role="alert" sx={{ typography: 'body2', color: 'error.main' }}>
            {texts.noEvents}
          </Box>
        )}
      </Box>
    </Box>
  );
}
