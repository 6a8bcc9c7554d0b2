/** Everything the shopper saved: her collections on top, all pieces below. */
import Typography from '@mui/material/Typography';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { User } from '@/api/types';
import { useUser } from '@/features/accounts/useUser';
import { CollectionRow } from '@/features/swipes/CollectionRow';
import { favouritesQuery, removeFavourite } from '@/features/swipes/favourites';
import { useTakingOff } from '@/features/swipes/useTakingOff';
import { useTexts } from '@/lib/texts';
import { CornerButton } from '@/ui/CornerButton';
import { LinkButton } from '@/ui/LinkButton';
import { PageTitle } from '@/ui/PageTitle';
import { Seams } from '@/ui/Seams';
import { Snack } from '@/ui/Snack';
import { FullHeartIcon } from '@/ui/icons';
import { PieceList } from './PieceList';
import { Toolbar } from './Toolbar';

export default function FavouritesPage() {
  const user = useUser();
  return user && <FavouritesOf key={user.id} user={user} />;
}

function FavouritesOf({ user }: { user: User }) {
  const { favourites, common } = useTexts();
  const queries = useQueryClient();
  const wish = useSearch({ from: '/favourites' });
  const navigate = useNavigate({ from: '/favourites' });
  const list = useInfiniteQuery(favouritesQuery(user.id, wish));
  const { gone, takeOff, snack, forgetSnack } = useTakingOff({
    take: (itemId) => removeFavourite(queries, itemId),
    said: favourites.removed,
  });
  const hasNone = !wish.q && list.data?.pages[0]?.items.length === 0;
  return (
    <>
      <PageTitle title={favourites.title} />
      {!hasNone && !wish.q && (
        <CollectionRow
          userId={user.id}
          onStarted={(collectionId) =>
            void navigate({ to: '/favourites/$collectionId/add', params: { collectionId } })
          }
        />
      )}
      {!hasNone && (
        <Toolbar
          title={<Typography variant="h2">{favourites.all}</Typography>}
          label={favourites.words}
          wish={wish}
          onChange={(search) => void navigate({ search, replace: true })}
        />
      )}
      <PieceList
        label={favourites.region}
        list={list}
        words={wish.q}
        onShowAll={() => void navigate({ search: {}, replace: true })}
        gone={gone}
        userId={user.id}
        corner={(item) => (
          <CornerButton label={favourites.remove(item.name)} onClick={() => void takeOff(item)}>
            <FullHeartIcon fontSize="small" />
          </CornerButton>
        )}
        empty={
          <Seams title={favourites.empty} text={favourites.emptyText}>
            <LinkButton to="/" variant="contained">
              {common.toDeck}
            </LinkButton>
          </Seams>
        }
      />
      <Snack content={snack} onGone={forgetSnack} />
    </>
  );
}
