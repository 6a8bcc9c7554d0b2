/** All pictures of the top card, and which of them is shown; the first again for every new card. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeckCard } from '@/api/types';
import { itemQuery, picturesOf } from '@/features/catalogue/queries';

export function usePictures(card: DeckCard | undefined) {
  const { data: item } = useQuery({ ...itemQuery(card?.item_id ?? 0), enabled: card !== undefined });
  const [turned, setTurned] = useState({ itemId: 0, number: 0 });
  const pictures = item && item.item_id === card?.item_id ? picturesOf(item) : [];
  const wished = turned.itemId === card?.item_id ? turned.number : 0;
  const pictureNumber = Math.min(wished, Math.max(0, pictures.length - 1));
  const turnTo = (number: number) => {
    if (card && number >= 0 && number < pictures.length) setTurned({ itemId: card.item_id, number });
  };
  return { pictures, pictureNumber, turnTo, turnBy: (step: number) => turnTo(pictureNumber + step) };
}
