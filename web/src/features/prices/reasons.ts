/** Why an offer is taken for the same piece, in the shopper's language; the facts are the matcher's. */
import type { MatchReason } from '@/api/types';
import { matchTexts } from '@/lib/texts/deals';
import { wordsOf } from '@/lib/texts/words';

/** Of these subjects the matcher knows the words; the others' values are names and numbers. */
const WORDED: ReadonlySet<MatchReason['about']> = new Set(['kind', 'make', 'colour', 'wearer'] as const);

export function reasonOf({ kind, about, ours, theirs, text }: MatchReason): string {
  const match = matchTexts();
  const said = WORDED.has(about) ? wordsOf : (values: readonly string[]) => values.join(', ');
  switch (kind) {
    case 'same':
      return about ? match.same(match.subjects[about], said(ours)) : text;
    case 'differs':
      return about ? match.differs(match.subjects[about], said(ours), said(theirs)) : text;
    case 'same_title':
      return match.sameTitle;
    case 'both_say':
      return match.bothSay(said(ours));
    case 'one_says':
      return match.oneSays(said(ours.length ? ours : theirs));
    case 'near_price':
      return match.nearPrice;
    case 'far_price':
      return match.farPrice;
    case 'itself':
      return match.itself;
    case 'all_words':
      return match.allWords;
    case 'lacks_words':
      return match.lacksWords(said(ours));
  }
}

/** What a number is of which is told where it was read; a name that the app does not know stays as it is. */
export function factOf(fact: string): string {
  const facts: Readonly<Record<string, string>> = matchTexts().facts;
  return facts[fact] ?? fact;
}
