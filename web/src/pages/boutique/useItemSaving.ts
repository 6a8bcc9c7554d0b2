/** Saving an item: only what was changed, and where the stock moved meanwhile, both numbers side by side. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Problem, messageOf } from '@/api/problem';
import type { OwnItem } from '@/api/types';
import {
  type Faults,
  type ItemDraft,
  changesOf,
  draftOf,
  emptyDraft,
  linesBeside,
  newItemOf,
  seen,
} from '@/features/catalogue/itemForm';
import { ownItemQuery, useOwnItems } from '@/features/catalogue/ownItems';
import { useItemTexts } from '@/lib/texts/items';

interface Outcome {
  saved: OwnItem | null;
  draft: ItemDraft;
  faults: Faults;
}

export function useItemSaving(start: OwnItem | null, currency: string) {
  const texts = useItemTexts();
  const queries = useQueryClient();
  const { add, change } = useOwnItems();
  const [made, setMade] = useState<OwnItem | null>(null);
  const [read, setRead] = useState(() => (start ? draftOf(start) : emptyDraft()));
  const [error, setError] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  const { data: looked } = useQuery({
    ...ownItemQuery(made?.item_id ?? 0),
    enabled: !start && made !== null,
  });
  const item = start ?? looked ?? made;

  const store = (draft: ItemDraft): Promise<OwnItem> => {
    if (!item) return add.mutateAsync(newItemOf(draft, currency));
    const changes = changesOf({ ...draft, sizes: seen(draft.sizes) }, read, currency);
    if (Object.keys(changes).length === 0) return Promise.resolve(item);
    return change.mutateAsync({ id: item.item_id, changes });
  };
  const save = async (draft: ItemDraft): Promise<Outcome> => {
    setError(null);
    try {
      const saved = await store(draft);
      const fresh = draftOf(saved);
      setMade(saved);
      setRead(fresh);
      setSaved(true);
      return { saved, draft: fresh, faults: {} };
    } catch (trouble) {
      if (!(trouble instanceof Problem) || trouble.status !== 409) {
        setError(messageOf(trouble));
        return { saved: null, draft, faults: {} };
      }
      const lines = item && (await beside(draft, item.item_id));
      if (!lines) return { saved: null, draft, faults: { number: 'numberTaken' } };
      setError(texts.conflict);
      return { saved: null, draft: { ...draft, sizes: lines }, faults: {} };
    }
  };
  const beside = async (draft: ItemDraft, itemId: number) => {
    const now = await queries.fetchQuery(ownItemQuery(itemId)).catch(() => null);
    return now && linesBeside(seen(draft.sizes), now);
  };
  return {
    item: made && start ? newer(start, made) : item,
    read,
    error,
    isSaved,
    isBusy: add.isPending || change.isPending,
    save,
    forget: () => {
      setError(null);
      setSaved(false);
    },
  };
}

/** Photos change on the server beside the form, so what arrived last counts. */
function newer(one: OwnItem, other: OwnItem): OwnItem {
  return one.updated_at >= other.updated_at ? one : other;
}
