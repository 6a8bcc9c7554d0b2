/** Choosing pieces from all favourites for one collection. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import type { User } from '@/api/types';
import { useUser } from '@/features/accounts/useUser';
import { contentQuery, useCollect, useCollection } from '@/features/swipes/collections';
import { favouritesQuery } from '@/features/swipes/favourites';
import { useTexts } from '@/lib/texts';
import { Trouble } from '@/pages/Trouble';
import { BackLink } from '@/ui/BackLink';
import { LinkButton } from '@/ui/LinkButton';
import { MoreButton } from '@/ui/MoreButton';
import { PageTitle } from '@/ui/PageTitle';
import { Seams } from '@/ui/Seams';
import { TileGrid, TileGridSkeleton } from '@/ui/TileGrid';
import { FOOT_BAR } from '@/ui/footBar';
import { NoCollection } from './NoCollection';
import { PickTile } from './PickTile';
import { NoMatch } from './PieceList';
import { Toolbar } from './Toolbar';

const FROM = '/favourites/$collectionId/add';

export default function AddPage() {
  const user = useUser();
  const { collectionId } = useParams({ from: FROM });
  return user && <AddTo key={`${user.id} ${collectionId}`} user={user} collectionId={collectionId} />;
}

function AddTo({ user, collectionId }: { user: User; collectionId: string }) {
  const { favourites, common } = useTexts();
  const wish = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const { collection, isKnown } = useCollection(user.id, collectionId);
  const { data: content } = useQuery(contentQuery(user.id, collectionId));
  const list = useInfiniteQuery(favouritesQuery(user.id, wish));
  const collect = useCollect(collectionId);
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const pieces = list.data?.pages.flatMap((page) => page.items);
  const leave = () =>
    void navigate({ to: '/favourites/$collectionId', params: { collectionId }, replace: true });
  if (isKnown && !collection) return <NoCollection />;
  return (
    <>
      <BackLink to="/favourites/$collectionId" params={{ collectionId }}>
        {collection?.name ?? favourites.collections}
      </BackLink>
      <PageTitle title={collection ? favourites.addTo(collection.name) : favourites.add}>
        {favourites.addText}
      </PageTitle>
      {(pieces?.length || wish.q) && (
        <Toolbar
          title={null}
          label={favourites.words}
          wish={wish}
          onChange={(search) => void navigate({ search, replace: true })}
        />
      )}
      {!pieces && list.error && (
        <Trouble title={favourites.trouble} error={list.error} onRetry={() => void list.refetch()} />
      )}
      {!pieces && !list.error && <TileGridSkeleton />}
      {pieces?.length === 0 &&
        (wish.q ? (
          <NoMatch words={wish.q} onShowAll={() => void navigate({ search: {}, replace: true })} />
        ) : (
          <Seams title={favourites.empty} text={favourites.emptyText}>
            <LinkButton to="/" variant="contained">
              {common.toDeck}
            </LinkButton>
          </Seams>
        ))}
      {pieces && pieces.length > 0 && (
        <TileGrid label={favourites.region}>
          {pieces.map((piece) => (
            <PickTile
              key={piece.item_id}
              card={piece}
              isChosen={chosen.includes(piece.item_id)}
              isIn={content?.has(piece.item_id) ?? false}
              onChange={(isOn) =>
                setChosen((before) =>
                  isOn ? [...before, piece.item_id] : before.filter((id) => id !== piece.item_id),
                )
              }
            />
          ))}
        </TileGrid>
      )}
      <MoreButton {...list} />
      {chosen.length > 0 && (
        <Box sx={FOOT_BAR}>
          {collect.isError && (
            <Box role="alert" sx={{ color: 'error.main', fontWeight: 500, flex: '1 0 100%' }}>
              {messageOf(collect.error)}
            </Box>
          )}
          <Button
            variant="contained"
            loading={collect.isPending}
            onClick={() => collect.mutate(chosen, { onSuccess: leave })}
          >
            {favourites.addNow(chosen.length)}
          </Button>
          <Button onClick={() => setChosen([])}>{common.clear}</Button>
        </Box>
      )}
    </>
  );
}
