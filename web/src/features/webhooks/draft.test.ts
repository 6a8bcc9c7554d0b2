import { expect, test } from 'vitest';
import { sentOf, toggled, wrongIn } from './draft';

const DRAFT = { url: ' https://erp.example/in ', description: ' ERP ', events: ['order.paid'] } as const;

test.each(['', 'erp.example', 'https://', 'https://a b', 'ftp://erp.example'])('%s is no address', (url) => {
  expect(wrongIn({ ...DRAFT, url })).toEqual(['url']);
});

test('something is told, to an address', () => {
  expect(wrongIn(DRAFT)).toEqual([]);
  expect(wrongIn({ ...DRAFT, events: [] })).toEqual(['events']);
});

test('what is sent has no blanks around it', () => {
  expect(sentOf(DRAFT)).toEqual({
    url: 'https://erp.example/in',
    description: 'ERP',
    events: ['order.paid'],
  });
});

test('an event is ticked and ticked off', () => {
  expect(toggled(['order.paid'], 'refund.made')).toEqual(['order.paid', 'refund.made']);
  expect(toggled(['order.paid', 'refund.made'], 'order.paid')).toEqual(['refund.made']);
});
