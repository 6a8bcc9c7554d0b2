/** Several garments at once: changed one after the other, to be undone together; what failed stays chosen. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { patchGarmentsOne } from '@/api/generated';
import { messageOf } from '@/api/problem';
import type { GarmentCard, GarmentChanges } from '@/api/types';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import type { SnackContent } from '@/ui/Snack';
import { before, forget, refreshLists } from './garments';

type Say = (count: number) => string;

export function useSelection(shown: readonly GarmentCard[], onSaid: (snack: SnackContent) => void) {
  const texts = useWardrobeTexts();
  const queries = useQueryClient();
  /** Null: nothing is being chosen. */
  const [ids, setIds] = useState<ReadonlySet<string> | null>(null);
  const [isBusy, setBusy] = useState(false);
  const chosen = shown.filter(({ id }) => ids?.has(id));

  const each = async (garments: readonly GarmentCard[], work: (one: GarmentCard) => Promise<unknown>) => {
    const done: GarmentCard[] = [];
    let error: unknown = null;
    setBusy(true);
    for (const one of garments) {
      try {
        await work(one);
        done.push(one);
      } catch (trouble) {
        error = trouble;
        break; // what stopped this one would stop the next
      }
    }
    setBusy(false);
    void refreshLists(queries);
    return { done, error };
  };

  const undo = async (garments: readonly GarmentCard[], changes: GarmentChanges) => {
    const { error } = await each(garments, (one) => patch(one.id, before(one, changes)));
    onSaid({ text: error === null ? texts.undone : messageOf(error) });
  };

  const finish = (done: readonly GarmentCard[], error: unknown, say: Say, back?: () => void) => {
    const isDone = error === null;
    setIds(isDone ? null : new Set(chosen.filter((one) => !done.includes(one)).map(({ id }) => id)));
    const text = isDone
      ? say(done.length)
      : `${texts.partly(done.length, chosen.length)} ${messageOf(error)}`;
    onSaid({ text, ...(back && done.length > 0 && { action: { label: texts.undo, run: back } }) });
  };

  return {
    isOn: ids !== null,
    isBusy,
    chosen,
    start: () => setIds(new Set()),
    end: () => setIds(null),
    isChosen: (id: string) => ids?.has(id) ?? false,
    choose: (id: string, isOn: boolean) =>
      setIds(
        (known) => new Set(isOn ? [...(known ?? []), id] : [...(known ?? [])].filter((one) => one !== id)),
      ),
    change: async (changes: GarmentChanges, say: Say) => {
      const { done, error } = await each(chosen, (one) => patch(one.id, changes));
      finish(done, error, say, () => void undo(done, changes));
    },
    remove: async () => {
      const { done, error } = await each(chosen, (one) => forget(one.id));
      finish(done, error, texts.deleted);
    },
  };
}

export type Selection = ReturnType<typeof useSelection>;

function patch(garment_id: string, changes: GarmentChanges) {
  return patchGarmentsOne({ path: { garment_id }, body: changes });
}
