/** Pieces taken off a list without a question: each goes at once, and for a while it can be brought back. */
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import type { SnackContent } from '@/ui/Snack';

interface Piece {
  item_id: number;
  name: string;
}

interface Way {
  /** Does it, and hands back how to undo it. */
  take: (itemId: number) => Promise<() => Promise<void>>;
  said: (name: string) => string;
}

export function useTakingOff({ take, said }: Way) {
  const { favourites } = useTexts();
  const [gone, setGone] = useState<ReadonlySet<number>>(new Set());
  const [snack, setSnack] = useState<SnackContent | null>(null);
  const show = (itemId: number, isGone: boolean) =>
    setGone((before) => {
      const next = new Set(before);
      if (isGone) next.add(itemId);
      else next.delete(itemId);
      return next;
    });

  const giveBack = async ({ item_id, name }: Piece, undo: () => Promise<void>) => {
    show(item_id, false);
    try {
      await undo();
      setSnack({ text: favourites.back(name) });
    } catch (error) {
      show(item_id, true);
      setSnack({ text: messageOf(error) });
    }
  };

  const takeOff = async (piece: Piece) => {
    focusNeighbour();
    show(piece.item_id, true);
    try {
      const undo = await take(piece.item_id);
      const action = { label: favourites.undo, run: () => void giveBack(piece, undo) };
      setSnack({ text: said(piece.name), action });
    } catch (error) {
      show(piece.item_id, false);
      setSnack({ text: messageOf(error) });
    }
  };

  return { gone, takeOff, snack, forgetSnack: () => setSnack(null) };
}

/** The button that was pressed goes with its piece: the same one of the next piece takes the focus. */
function focusNeighbour(): void {
  const piece = document.activeElement?.closest('article');
  const neighbour = piece?.nextElementSibling ?? piece?.previousElementSibling;
  neighbour?.querySelector('button')?.focus();
}
