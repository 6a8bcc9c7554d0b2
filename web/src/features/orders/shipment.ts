/** By whom a parcel is sent, while it is being written down. */
import type { Shipment } from '@/api/types';

export type ShipmentField = keyof Required<Shipment>;

export const NO_SHIPMENT: Required<Shipment> = { carrier: '', tracking: '', tracking_url: '' };

/** Without the spaces around what was typed. */
export function trimmed({ carrier, tracking, tracking_url }: Required<Shipment>): Required<Shipment> {
  return { carrier: carrier.trim(), tracking: tracking.trim(), tracking_url: tracking_url.trim() };
}

/** The fields that the shop would refuse. */
export function wrongIn(sent: Required<Shipment>): ShipmentField[] {
  const { carrier, tracking_url } = trimmed(sent);
  const isLink = tracking_url === '' || /^https?:\/\/[!-~]+$/.test(tracking_url);
  return [...(carrier ? [] : ['carrier' as const]), ...(isLink ? [] : ['tracking_url' as const])];
}
