/** The words of a boutique's webhooks: only its pages load them, all three languages at once. */
import { useTexts } from '@/lib/texts';
import { webhooks as de } from './de';
import { type WebhookTexts, webhooks as en } from './en';
import { webhooks as fr } from './fr';

export type { WebhookTexts };

const WORDS = { en, de, fr };

export function useWebhookTexts(): WebhookTexts {
  return WORDS[useTexts().code];
}
