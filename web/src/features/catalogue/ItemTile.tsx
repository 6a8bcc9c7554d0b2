/** A card of the catalogue as a tile. */
import type { ReactNode } from 'react';
import type { Card } from '@/api/types';
import { Tile } from '@/ui/Tile';

export function ItemTile({ card, corner }: { card: Card; corner?: ReactNode }) {
  return (
    <Tile
      id={card.item_id}
      name={card.name}
      brand={card.brand}
      price={card.price}
      picture={card.image_url}
      colour={card.image_colour}
      isAvailable={card.in_stock}
      corner={corner}
    />
  );
}
