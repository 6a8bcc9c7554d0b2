/** The seller's terms. What they say changes with TERMS_VERSION, here and in the service. */
import type { Widened } from '@/lib/texts/texts';

export const terms = {
  title: 'Seller’s terms',
  version: (day: string) => `As of ${day}`,
  lead: 'What you agree to when you open a boutique on Modiste. Short, because it should be read.',
  parts: [
    {
      title: 'Who sells',
      text: 'Your boutique is the seller. The contract of each sale is between the shopper and you; Modiste shows your pieces, takes the order and the payment for you, and mediates where the two of you disagree. Your name, city and country are shown, so that shoppers know whom they buy from.',
    },
    {
      title: 'Fourteen days to withdraw',
      text: 'Shoppers may withdraw from a purchase within fourteen days of receiving it, without giving a reason, where the law gives them that right. You take the pieces back and pay back what they cost, the standard delivery to the shopper included.',
    },
    {
      title: 'Prices are whole and right',
      text: 'Every price includes all taxes. Delivery is named before the order is placed, and nothing is added afterwards. A reduced price names the lowest price of the thirty days before. You honour the price at which an order was placed.',
    },
    {
      title: 'Stock is true',
      text: 'You offer only what you have, and you own what you offer or may sell it. Descriptions and pictures show the piece itself; fakes and forbidden goods are out.',
    },
    {
      title: 'Sent in time',
      text: 'You hand a paid parcel to its carrier soon enough to arrive within the days that you name on your profile, with a number to follow it where there is one. If you cannot, tell the shopper and give the money back.',
    },
    {
      title: 'Money back',
      text: 'What is owed to a shopper goes back without delay, at the latest fourteen days after the withdrawal or the return, by the way it was paid. You bear what a faulty or wrong piece costs to send back.',
    },
    {
      title: 'Data of shoppers',
      text: 'You see names and addresses to send parcels and answer for them, and for nothing else. No advertising, no passing on, and no longer than the law on bookkeeping asks. You answer for the people and the programs to whom you give access, and remove them when they go.',
    },
    {
      title: 'Pause and end',
      text: 'You may close your boutique whenever no order is open. We may suspend a boutique that breaks these terms, deceives shoppers or endangers them: we tell you why, and, unless there is danger in waiting, give you time to mend it first. Open orders are always brought to their end.',
    },
    {
      title: 'Changes',
      text: 'When these terms change, we ask every owner to read and agree anew. The version that you agreed to, and when, is kept and is part of your data export.',
    },
  ],
};

export type TermsTexts = Widened<typeof terms>;
