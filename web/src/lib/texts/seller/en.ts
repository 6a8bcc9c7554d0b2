/** The parts of a boutique, and what all of them say. */
import type { Widened } from '@/lib/texts/texts';

export const seller = {
  parts: 'Parts of your boutique',
  home: 'Your boutique',
  toPublic: 'See it as shoppers do',
  parcels: 'Orders to send',
  items: 'Items',
  imports: 'Upload a catalogue',
  refunds: 'Money given back',
  profile: 'Profile and delivery',
  staff: 'People',
  webhooks: 'Webhooks',
  keys: 'API keys',
};

export type SellerTexts = Widened<typeof seller>;
