import { describe, expect, it } from 'vitest';
import { NO_SHIPMENT, trimmed, wrongIn } from './shipment';

const DHL = { carrier: ' DHL ', tracking: '', tracking_url: '' };

describe('a shipment', () => {
  it('needs a carrier and nothing else', () => {
    expect(wrongIn(NO_SHIPMENT)).toEqual(['carrier']);
    expect(wrongIn({ ...NO_SHIPMENT, carrier: '  ' })).toEqual(['carrier']);
    expect(wrongIn(DHL)).toEqual([]);
  });

  it.each(['dhl.de/1', 'javascript:alert(1)', 'https://', 'https://dhl.de/a b'])('refuses %s', (link) => {
    expect(wrongIn({ ...DHL, tracking_url: link })).toEqual(['tracking_url']);
  });

  it('takes a link with spaces around it, and drops them', () => {
    const sent = { ...DHL, tracking_url: ' https://dhl.de/1 ' };
    expect(wrongIn(sent)).toEqual([]);
    expect(trimmed(sent)).toEqual({ carrier: 'DHL', tracking: '', tracking_url: 'https://dhl.de/1' });
  });
});
