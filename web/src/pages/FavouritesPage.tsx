/** Everything the shopper saved, the latest first. */
import Button from '@mui/material/Button';
import { useInfiniteQuery } from '@tanstack/react-query';
import { messageOf } from '@/api/problem';
import { ItemTile } from '@/features/catalogue/ItemTile';
import { RemoveButton } from '@/features/swipes/RemoveButton';
import { favouritesQuery } from '@/features/swipes/favourites';
import { useUser } from '@/features/accounts/useUser';
import { LinkButton } from '@/ui/LinkButton';
import { MoreButton } from '@/ui/MoreButton';
import { Notice } from '@/ui/Notice';
import { PageTitle } from '@/ui/PageTitle';
import { TileGrid, TileGridSkeleton } from '@/ui/TileGrid';

export default function FavouritesPage() {
  const user = useUser();
  const { data, error, refetch, ...more } = useInfiniteQuery({
    ...favouritesQuery(user?.id ?? 0),
    enabled: user !== null,
  });
  const items = data?.pages.flatMap((page) => page.items);
  return (
    <>
      <PageTitle title="Favourites" />
      {!items && !error && <TileGridSkeleton />}
      {!items && error && (
        <Notice isError title="Your favourites did not arrive" text={messageOf(error)}>
          <Button variant="contained" onClick={() => void refetch()}>
            Try again
          </Button>
        </Notice>
      )}
      {items?.length === 0 && (
        <Notice title="Nothing saved yet" text="Swipe right on what you like, and it waits for you here.">
          <LinkButton to="/" variant="contained">
            To the deck
          </LinkButton>
        </Notice>
      )}
      {items && items.length > 0 && (
        <TileGrid label="Your favourites">
          {items.map((item) => (
            <ItemTile
              key={item.item_id}
              card={item}
              corner={<RemoveButton itemId={item.item_id} name={item.name} />}
            />
          ))}
        </TileGrid>
      )}
      <MoreButton {...more} />
    </>
  );
}
