/** Die Teile einer Boutique, und was alle davon sagen. */
import type { SellerTexts } from './en';

export const seller: SellerTexts = {
  parts: 'Teile Ihrer Boutique',
  home: 'Ihre Boutique',
  toPublic: 'So sehen Kundinnen sie',
  parcels: 'Zu versendende Bestellungen',
  items: 'Artikel',
  imports: 'Katalog hochladen',
  refunds: 'Erstattungen',
  profile: 'Profil und Versand',
  staff: 'Mitarbeitende',
  webhooks: 'Webhooks',
  keys: 'API-Schlüssel',
};
