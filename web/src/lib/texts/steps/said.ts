/** The shape of what is told of an order. */

/** What a step is told with; what is not known is empty. */
export interface Known {
  number: string;
  total: string;
  minutes: number;
  boutique: string;
  pieces: number;
  method: string;
  carrier: string;
  tracking: string;
}

/** A title and the line below it. */
export type Said = (known: Known) => readonly [string, string];

/** The same for a webhook that was switched off, told with where it leads. */
export type Stopped = (host: string) => readonly [string, string];
