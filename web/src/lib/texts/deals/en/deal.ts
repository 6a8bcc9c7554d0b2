/** Is this a real deal? What the verdict rests on. */
export const deal = {
  nobodySells: 'Nobody is seen to sell it at the moment.',
  tooEarly: (days: number, all: number) => `A price was seen on ${days} of the last ${all} days.`,
  raisedBefore: (shop: string, usual: string, raised: string, day: string, price: string) =>
    `${shop} raised it from ${usual} to ${raised} on ${day}, and ${price} is no less than before.`,
  underMedian: (share: string, days: number, median: string) =>
    `${share} under the median of ${days} days, ${median}.`,
  nearMedian: (days: number, median: string) =>
    `About what it usually costs: the median of ${days} days is ${median}.`,
  overMedian: (share: string, days: number, median: string) =>
    `${share} over the median of ${days} days, ${median}. It may be worth waiting.`,
  askedNow: (shop: string, price: string) => `${shop} asks ${price} now.`,
  seenBefore: (days: number, lowest: string, day: string, highest: string) =>
    `In the last ${days} days the lowest price was ${lowest}, on ${day}, and the highest ${highest}.`,
  covered: (share: string) => `Somebody looked ${share} of that time.`,
  lowestBefore: (days: number, day: string, price: string) =>
    `In the ${days} days before the reduction of ${day} the lowest price was ${price}.`,
  claimUnseen: (price: string, day: string) =>
    `The crossed-out ${price} was never seen to be asked since ${day}.`,
};
