/**
 * What is known of a garment, written and saved. What was changed elsewhere meanwhile comes in by itself, also while one
 * writes; only where both sides changed the same field, its writer is asked.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Problem, messageOf } from '@/api/problem';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import { type FieldName, type GarmentDraft, changesOf, differing, draftOf, merged } from './form';
import { type Read, garmentQuery, useGarment } from './garments';

export function useSaving(userId: number, garment: Read, currency: string) {
  const texts = useWardrobeTexts();
  const queries = useQueryClient();
  const { change } = useGarment(userId, garment.id);
  const [seen, setSeen] = useState(garment.tag);
  const [read, setRead] = useState(() => draftOf(garment, currency));
  const [draft, setDraft] = useState(read);
  const [contested, setContested] = useState<readonly FieldName[]>([]);
  const [error, setError] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);

  const settle = (fresh: Read, mine: GarmentDraft, from: GarmentDraft) => {
    const now = draftOf(fresh, currency);
    const both = merged(mine, from, now);
    setSeen(fresh.tag);
    setRead(now);
    setDraft(both.draft);
    setContested((before) =>
      [...new Set([...before, ...both.contested])].filter((name) => differs(name, both.draft, now)),
    );
    return both;
  };
  if (garment.tag !== seen && !change.isPending) settle(garment, draft, read);

  const send = async (mine: GarmentDraft, from: GarmentDraft, tag: string) => {
    const saved = await change.mutateAsync({ changes: changesOf(mine, from), tag });
    const fresh = draftOf(saved, currency);
    setRead(fresh);
    setDraft(fresh);
    setContested([]);
    setSaved(true);
  };

  const save = async () => {
    setError(null);
    try {
      await send(draft, read, garment.tag);
    } catch (trouble) {
      if (!(trouble instanceof Problem) || trouble.status !== 412) return setError(messageOf(trouble));
      await overcome().catch((further: unknown) => setError(messageOf(further)));
    }
  };

  /** Somebody was faster: with what they wrote in view, what was written here goes on top of it. */
  const overcome = async () => {
    const fresh = await queries.fetchQuery({ ...garmentQuery(userId, garment.id), staleTime: 0 });
    const now = draftOf(fresh, currency);
    const both = settle(fresh, draft, read);
    if (both.contested.length) setError(texts.conflict);
    else await send(both.draft, now, fresh.tag);
  };

  return {
    draft,
    read,
    contested,
    error,
    isSaved,
    isBusy: change.isPending,
    isChanged: differing(draft, read).length > 0,
    write: (next: Partial<GarmentDraft>) => {
      setDraft({ ...draft, ...next });
      setSaved(false);
    },
    save,
  };
}

export type Saving = ReturnType<typeof useSaving>;

function differs(name: FieldName, one: GarmentDraft, other: GarmentDraft): boolean {
  return String(one[name]) !== String(other[name]);
}
