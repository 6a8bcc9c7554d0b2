/** What a boutique gave back. */

export const refunds = {
  title: 'Money given back',
  trouble: 'The list did not arrive',
  states: {
    asked: 'Being asked for',
    pending: 'On its way',
    done: 'Has gone back',
    failed: 'Did not go back',
  },
  by: {
    boutique: 'by you',
    shopper: 'the shopper cancelled',
    shop: 'by Modiste',
  },
  failed: (why: string) => `The payment provider says: ${why}`,
  order: (number: string) => `Order ${number}`,
  emptyTitle: 'Nothing went back',
  emptyText: 'What you give back for a parcel, and what cancelled orders give back, is listed here.',
  toParcels: 'To your orders',
};
