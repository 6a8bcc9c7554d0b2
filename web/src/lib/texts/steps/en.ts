/** What is told of an order. */
import type { Said, Stopped } from './said';

export const steps = {
  order_placed: ({ number, total, minutes }) => [
    `Order ${number} is placed`,
    `We keep its pieces for you for ${minutes} minutes. Pay ${total} within that time to have them sent.`,
  ],
  order_paid: ({ number, total }) => [
    `Order ${number} is paid`,
    `Thank you: ${total} came in, and your pieces are being packed.`,
  ],
  order_expired: ({ number }) => [
    `Order ${number} was not paid in time`,
    'We could keep its pieces no longer. They are back in your cart, as far as they are still sold.',
  ],
  order_cancelled: ({ number }) => [
    `Order ${number} is cancelled`,
    'There is nothing to pay. Its pieces are back in your cart, as far as they are still sold.',
  ],
  order_paid_back: ({ number, total }) => [
    `Order ${number} is cancelled and paid back`,
    `The ${total} that you paid goes back the way it came.`,
  ],
  parcel_shipped: ({ number, boutique, carrier, tracking }) => [
    `Your parcel from ${boutique} is on its way`,
    `Order ${number}, sent with ${carrier} ${tracking}`.trim(),
  ],
  parcel_delivered: ({ number, boutique }) => [
    `Your parcel from ${boutique} has arrived`,
    `Order ${number}. Should something not fit, ask on the order’s page to return it.`,
  ],
  parcel_return_asked: ({ number, boutique }) => [
    `You return a parcel to ${boutique}`,
    `Send the pieces of order ${number} back to ${boutique}. We tell you when they are there.`,
  ],
  parcel_returned: ({ number, boutique }) => [
    `${boutique} has received your return`,
    `The pieces of order ${number} are there. The order’s page shows what goes back to you.`,
  ],
  boutique_parcel_to_pack: ({ number, pieces, method, total }) => [
    `A new parcel to pack: order ${number}`,
    `Pieces: ${pieces}. Delivery: ${method}. Paid: ${total}.`,
  ],
  boutique_parcel_cancelled: ({ number }) => [
    `Order ${number} is cancelled: do not pack it`,
    'Its pieces are in your stock again, and the money goes back.',
  ],
  boutique_return_asked: ({ number, pieces }) => [
    `A return is asked for: order ${number}`,
    `Pieces: ${pieces}. The parcel’s page says why; note there when they have arrived.`,
  ],
} satisfies Record<string, Said>;

/** What is told of a webhook that was switched off. */
export const stops = {
  webhook_gone: (host: string) => [
    `Your webhook to ${host} is switched off`,
    `${host} answered that it is gone for good. Its page shows what was not delivered.`,
  ],
  webhook_failing: (host: string) => [
    `Your webhook to ${host} is switched off`,
    `Nothing has arrived at ${host} for five days. Its page shows the answers, and sends once more what was missed.`,
  ],
} satisfies Record<string, Stopped>;
