/** The catalogue's words (kinds, colours, tags, materials) in the shopper's language, as far as the app knows them. */
import { texts } from '.';

export function wordOf(value: string): string {
  return texts().words[value.toLowerCase()] ?? value;
}

/** Several of them, as a list that people read: "navy, sand". */
export function wordsOf(values: readonly string[]): string {
  return values.map(wordOf).join(', ');
}

/** The same at the start of a line or on a button: "Navy". */
export function titleOf(value: string): string {
  const word = wordOf(value);
  return word.charAt(0).toLocaleUpperCase() + word.slice(1);
}
