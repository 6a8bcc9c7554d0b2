/** Was zu einer Bestellung gesagt wird. */
import type { steps as en, stops as enStops } from './en';
import type { Said, Stopped } from './said';

export const steps: Record<keyof typeof en, Said> = {
  order_placed: ({ number, total, minutes }) => [
    `Bestellung ${number} ist aufgegeben`,
    `Wir halten ihre Stücke ${minutes} Minuten für Sie zurück. Zahlen Sie ${total} in dieser Zeit, damit sie verschickt werden.`,
  ],
  order_paid: ({ number, total }) => [
    `Bestellung ${number} ist bezahlt`,
    `Danke: Ihre ${total} sind da, und Ihre Stücke werden gepackt.`,
  ],
  order_expired: ({ number }) => [
    `Bestellung ${number} wurde nicht rechtzeitig bezahlt`,
    'Wir konnten ihre Stücke nicht länger zurückhalten. Was es noch gibt, liegt wieder in Ihrem Warenkorb.',
  ],
  order_cancelled: ({ number }) => [
    `Bestellung ${number} ist storniert`,
    'Es ist nichts zu zahlen. Was es noch gibt, liegt wieder in Ihrem Warenkorb.',
  ],
  order_paid_back: ({ number, total }) => [
    `Bestellung ${number} ist storniert: Sie bekommen Ihr Geld zurück`,
    `Die ${total}, die Sie gezahlt haben, gehen auf demselben Weg zurück.`,
  ],
  parcel_shipped: ({ number, boutique, carrier, tracking }) => [
    `Ihr Paket von ${boutique} ist unterwegs`,
    `Bestellung ${number}, verschickt mit ${carrier} ${tracking}`.trim(),
  ],
  parcel_delivered: ({ number, boutique }) => [
    `Ihr Paket von ${boutique} ist da`,
    `Bestellung ${number}. Wenn etwas nicht passt, melden Sie die Rückgabe auf der Seite der Bestellung an.`,
  ],
  parcel_return_asked: ({ number, boutique }) => [
    `Sie schicken ein Paket an ${boutique} zurück`,
    `Schicken Sie die Stücke der Bestellung ${number} an ${boutique}. Wir sagen Ihnen, wenn sie dort sind.`,
  ],
  parcel_returned: ({ number, boutique }) => [
    `${boutique} hat Ihre Rückgabe erhalten`,
    `Die Stücke der Bestellung ${number} sind da. Die Seite der Bestellung zeigt, was an Sie zurückgeht.`,
  ],
  boutique_parcel_to_pack: ({ number, pieces, method, total }) => [
    `Ein neues Paket zu packen: Bestellung ${number}`,
    `Stücke: ${pieces}. Lieferung: ${method}. Bezahlt: ${total}.`,
  ],
  boutique_parcel_cancelled: ({ number }) => [
    `Bestellung ${number} ist storniert: bitte nicht packen`,
    'Ihre Stücke sind wieder in Ihrem Bestand, und das Geld geht zurück.',
  ],
  boutique_return_asked: ({ number, pieces }) => [
    `Eine Rückgabe ist angemeldet: Bestellung ${number}`,
    `Stücke: ${pieces}. Die Seite des Pakets sagt, warum; vermerken Sie dort die Ankunft.`,
  ],
};

export const stops: Record<keyof typeof enStops, Stopped> = {
  webhook_gone: (host) => [
    `Ihr Webhook an ${host} ist abgeschaltet`,
    `${host} hat geantwortet, dass es ihn nicht mehr gibt. Seine Seite zeigt, was nicht ankam.`,
  ],
  webhook_failing: (host) => [
    `Ihr Webhook an ${host} ist abgeschaltet`,
    `Bei ${host} kam fünf Tage lang nichts an. Seine Seite zeigt die Antworten und sendet das Versäumte noch einmal.`,
  ],
};
