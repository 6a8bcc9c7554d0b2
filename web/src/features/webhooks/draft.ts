/** A webhook as it is written in a form, and what is wrong in it. */
import type { NewWebhook, WebhookEvent } from '@/api/types';

export interface Draft {
  url: string;
  description: string;
  events: readonly WebhookEvent[];
}

const ADDRESS = /^https?:\/\/[!-~]+$/;

/** Plain http is for receivers on the same machine: the shop says which it lets through. */
export function wrongIn({ url, events }: Draft): readonly ('url' | 'events')[] {
  return [
    ...(ADDRESS.test(url.trim()) ? [] : (['url'] as const)),
    ...(events.length > 0 ? [] : (['events'] as const)),
  ];
}

export function sentOf({ url, description, events }: Draft): NewWebhook {
  return { url: url.trim(), description: description.trim(), events: [...events] };
}

export function toggled(events: readonly WebhookEvent[], event: WebhookEvent): readonly WebhookEvent[] {
  return events.includes(event) ? events.filter((one) => one !== event) : [...events, event];
}
