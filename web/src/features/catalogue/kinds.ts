/** Kinds of clothes as headings name them, many of a kind: "Dresses". */
import { texts } from '@/lib/texts';
import { titleOf } from '@/lib/texts/words';
import { slugOf } from './searching';

export function kindOf(name: string): string {
  const kinds: Record<string, string> = texts().search.kinds;
  return kinds[slugOf(name)] ?? titleOf(name);
}
