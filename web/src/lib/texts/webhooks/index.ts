/** The words of a boutique's webhooks: only its pages load them, all three languages at once. */
import { useTexts } from '@/lib/texts';
import type { Widened } from '@/lib/texts/texts';
import { webhooks as de } from './de';
import { webhooks as en } from './en';
import { webhooks as fr } from './fr';

export type WebhookTexts = Widened<typeof en>;

const WORDS = { en, de, fr };

export function useWebhookTexts(): WebhookTexts {
  return WORDS[useTexts().code];
}
