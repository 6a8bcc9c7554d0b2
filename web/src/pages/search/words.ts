/** What is left of the words of a search when those that no item has are left out. */

export function knownWordsOf(q: string, unknown: readonly string[]): string {
  if (!unknown.length) return '';
  const strange = new Set(unknown.map((word) => word.toLowerCase()));
  return q
    .split(/\s+/)
    .filter((word) => !strange.has(word.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()))
    .join(' ');
}
