/** A list of favourites as it is at any moment: on its way, here, empty, without a match, or in trouble. */
import Button from '@mui/material/Button';
import { type ReactNode, useEffect, useState } from 'react';
import type { Favourite } from '@/api/types';
import { ItemTile } from '@/features/catalogue/ItemTile';
import { CollectionsSheet } from '@/features/swipes/CollectionsSheet';
import { useTexts } from '@/lib/texts';
import { Trouble } from '@/pages/Trouble';
import { MoreButton } from '@/ui/MoreButton';
import { Notice } from '@/ui/Notice';
import { Snack, type SnackContent } from '@/ui/Snack';
import { TileGrid, TileGridSkeleton } from '@/ui/TileGrid';
import { BuyButton } from './BuyButton';
import { BuySheet } from './BuySheet';
import { CollectButton } from './CollectButton';

const EAGER = 4; // pictures of the first row, at once
const FEW = 6;

export interface PagesOf<Row> {
  data: { pages: { items: Row[] }[] } | undefined;
  error: unknown;
  refetch: () => Promise<unknown>;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
}

interface Props {
  label: string;
  list: PagesOf<Favourite>;
  words: string | undefined;
  onShowAll: () => void;
  /** Those that were taken off a moment ago. */
  gone: ReadonlySet<number>;
  userId: number;
  corner: (item: Favourite) => ReactNode;
  empty: ReactNode;
}

export function PieceList(props: Props) {
  const { favourites } = useTexts();
  const { label, list, words, onShowAll, gone, userId, corner, empty } = props;
  const [collected, setCollected] = useState<Favourite | null>(null);
  const [wanted, setWanted] = useState<Favourite | null>(null);
  const [snack, setSnack] = useState<SnackContent | null>(null);
  const pieces = list.data?.pages.flatMap((page) => page.items).filter(({ item_id }) => !gone.has(item_id));
  const isLow = pieces !== undefined && pieces.length < FEW && list.hasNextPage && !list.isFetchingNextPage;
  const { fetchNextPage } = list;
  useEffect(() => {
    if (isLow) void fetchNextPage(); // so many were taken off that the next ones move up
  }, [isLow, fetchNextPage]);

  if (!pieces && list.error)
    return <Trouble title={favourites.trouble} error={list.error} onRetry={() => void list.refetch()} />;
  if (!pieces) return <TileGridSkeleton />;
  if (!pieces.length && !list.hasNextPage)
    return words ? <NoMatch words={words} onShowAll={onShowAll} /> : empty;
  return (
    <>
      <TileGrid label={label}>
        {pieces.map((piece, index) => (
          <ItemTile
            key={piece.item_id}
            card={piece}
            isFirst={index < EAGER}
            corner={corner(piece)}
            lowerCorner={piece.in_stock && <BuyButton name={piece.name} onClick={() => setWanted(piece)} />}
            foot={<CollectButton name={piece.name} onClick={() => setCollected(piece)} />}
          />
        ))}
      </TileGrid>
      <MoreButton {...list} />
      {collected && (
        <CollectionsSheet
          userId={userId}
          itemId={collected.item_id}
          name={collected.name}
          onClose={() => setCollected(null)}
        />
      )}
      {wanted && <BuySheet piece={wanted} onSaid={setSnack} onClose={() => setWanted(null)} />}
      <Snack content={snack} onGone={() => setSnack(null)} />
    </>
  );
}

export function NoMatch({ words, onShowAll }: { words: string; onShowAll: () => void }) {
  const { favourites } = useTexts();
  return (
    <Notice title={favourites.noMatch} text={favourites.noMatchText(words)}>
      <Button variant="contained" onClick={onShowAll}>
        {favourites.showAll}
      </Button>
    </Notice>
  );
}
