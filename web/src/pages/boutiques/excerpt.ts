/** The beginning of a story in whole sentences, to make one want the rest. */

const ENOUGH = 120;

export function excerptOf(story: string, enough = ENOUGH): string {
  let excerpt = '';
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'sentence' }).segment(story)) {
    if (excerpt.length >= enough) break;
    excerpt += segment;
  }
  return excerpt.trim();
}
