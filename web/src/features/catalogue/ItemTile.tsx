/** A card of the catalogue as a tile. */
import type { ReactNode } from 'react';
import type { Card } from '@/api/types';
import { Tile } from '@/ui/Tile';

interface Props {
  card: Card;
  isFirst?: boolean;
  corner?: ReactNode;
  lowerCorner?: ReactNode;
  foot?: ReactNode;
}

export function ItemTile({ card, isFirst, corner, lowerCorner, foot }: Props) {
  return (
    <Tile
      id={card.item_id}
      name={card.name}
      brand={card.brand}
      price={card.price}
      picture={card}
      isAvailable={card.in_stock}
      {...(isFirst !== undefined && { isFirst })}
      corner={corner}
      lowerCorner={lowerCorner}
      foot={foot}
    />
  );
}
