/** One collection: its pieces, its name, and its end. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { User } from '@/api/types';
import { useUser } from '@/features/accounts/useUser';
import { takeOut, useCollection } from '@/features/swipes/collections';
import { favouritesQuery } from '@/features/swipes/favourites';
import { useTakingOff } from '@/features/swipes/useTakingOff';
import { useTexts } from '@/lib/texts';
import { Trouble } from '@/pages/Trouble';
import { BackLink } from '@/ui/BackLink';
import { CornerButton } from '@/ui/CornerButton';
import { LinkButton } from '@/ui/LinkButton';
import { PageTitle } from '@/ui/PageTitle';
import { Seams } from '@/ui/Seams';
import { Snack } from '@/ui/Snack';
import { TileGridSkeleton } from '@/ui/TileGrid';
import { MinusIcon } from '@/ui/furtherIcons';
import { DeleteCollection, RenameCollection } from './CollectionChanges';
import { NoCollection } from './NoCollection';
import { PieceList } from './PieceList';
import { Toolbar } from './Toolbar';

const FROM = '/favourites/$collectionId';

export default function CollectionPage() {
  const user = useUser();
  const { collectionId } = useParams({ from: FROM });
  return user && <CollectionOf key={`${user.id} ${collectionId}`} user={user} collectionId={collectionId} />;
}

function CollectionOf({ user, collectionId }: { user: User; collectionId: string }) {
  const { favourites } = useTexts();
  const { collection, isKnown, error, refetch } = useCollection(user.id, collectionId);
  if (isKnown && !collection) return <NoCollection />;
  return (
    <>
      <BackLink to="/favourites">{favourites.title}</BackLink>
      {!collection && error && (
        <Trouble title={favourites.trouble} error={error} onRetry={() => void refetch()} />
      )}
      {!collection && !error && <TileGridSkeleton />}
      {collection && (
        <>
          <PageTitle title={collection.name} />
          <Box sx={ACTIONS}>
            <LinkButton to="/favourites/$collectionId/add" params={{ collectionId }} variant="contained">
              {favourites.add}
            </LinkButton>
            <RenameCollection id={collectionId} name={collection.name} />
            <DeleteCollection id={collectionId} name={collection.name} />
          </Box>
          <Pieces
            user={user}
            collectionId={collectionId}
            name={collection.name}
            count={collection.item_count}
          />
        </>
      )}
    </>
  );
}

interface PiecesProps {
  user: User;
  collectionId: string;
  name: string;
  count: number;
}

function Pieces({ user, collectionId, name, count }: PiecesProps) {
  const { favourites, common } = useTexts();
  const queries = useQueryClient();
  const wish = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const list = useInfiniteQuery(favouritesQuery(user.id, { ...wish, collectionId }));
  const { gone, takeOff, snack, forgetSnack } = useTakingOff({
    take: (itemId) => takeOut(queries, collectionId, itemId),
    said: favourites.takenOut,
  });
  const hasNone = !wish.q && list.data?.pages[0]?.items.length === 0;
  return (
    <>
      {!hasNone && (
        <Toolbar
          title={
            <Typography variant="body2" color="textSecondary">
              {common.pieces(count)}
            </Typography>
          }
          label={favourites.wordsIn(name)}
          wish={wish}
          onChange={(search) => void navigate({ search, replace: true })}
        />
      )}
      <PieceList
        label={name}
        list={list}
        words={wish.q}
        onShowAll={() => void navigate({ search: {}, replace: true })}
        gone={gone}
        userId={user.id}
        corner={(item) => (
          <CornerButton label={favourites.takeOut(item.name)} onClick={() => void takeOff(item)}>
            <MinusIcon fontSize="small" />
          </CornerButton>
        )}
        empty={
          <Seams title={favourites.collectionEmpty} text={favourites.collectionEmptyText}>
            <Button onClick={() => void navigate({ to: '/favourites' })} variant="outlined">
              {favourites.toFavourites}
            </Button>
          </Seams>
        }
      />
      <Snack content={snack} onGone={forgetSnack} />
    </>
  );
}

const ACTIONS = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  columnGap: 0.5,
  rowGap: 0.5,
  mb: 2,
} as const;
