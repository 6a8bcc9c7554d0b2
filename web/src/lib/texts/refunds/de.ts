/** Was eine Boutique zurückgegeben hat. */
import type { Widened } from '@/lib/texts/texts';
import type { refunds as en } from './en';

export const refunds: Widened<typeof en> = {
  title: 'Erstattungen',
  trouble: 'Die Liste ist nicht angekommen',
  states: {
    asked: 'Wird angefordert',
    pending: 'Unterwegs',
    done: 'Zurückgezahlt',
    failed: 'Nicht zurückgezahlt',
  },
  by: {
    boutique: 'von Ihnen',
    shopper: 'Bestellung von der Kundschaft storniert',
    shop: 'von Modiste',
  },
  failed: (why: string) => `Der Zahlungsanbieter sagt: ${why}`,
  order: (number: string) => `Bestellung ${number}`,
  emptyTitle: 'Nichts ging zurück',
  emptyText: 'Was Sie für ein Paket erstatten, und was stornierte Bestellungen erstatten, steht hier.',
  toParcels: 'Zu Ihren Bestellungen',
};
