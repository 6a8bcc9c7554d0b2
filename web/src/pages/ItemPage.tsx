/** One item with everything there is to know about it, and what is like it. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Problem, messageOf } from '@/api/problem';
import type { Item } from '@/api/types';
import { useUser } from '@/features/accounts/useUser';
import { ItemFacts } from '@/features/catalogue/ItemFacts';
import { SimilarItems } from '@/features/catalogue/SimilarItems';
import { itemQuery } from '@/features/catalogue/queries';
import { FavouriteButton } from '@/features/swipes/FavouriteButton';
import { reportInterest } from '@/features/swipes/favourites';
import { formatMoney } from '@/lib/money';
import { LinkButton } from '@/ui/LinkButton';
import { Notice } from '@/ui/Notice';
import { Picture } from '@/ui/Picture';
import { NotFound } from './NotFound';

export default function ItemPage() {
  const { id } = useParams({ strict: false });
  const itemId = Number(id);
  if (!Number.isSafeInteger(itemId) || itemId < 1) return <NotFound />;
  return <ItemOf key={itemId} itemId={itemId} />;
}

function ItemOf({ itemId }: { itemId: number }) {
  const user = useUser();
  const { data: item, error, refetch } = useQuery(itemQuery(itemId));
  const shown = item?.item_id;
  const isKnown = user !== null;
  useEffect(() => {
    if (shown !== undefined && isKnown) reportInterest(shown, 'view');
  }, [shown, isKnown]);

  if (item) return <Shown item={item} userId={user?.id ?? null} />;
  if (error instanceof Problem && error.status === 404) return <NotFound />;
  if (error) {
    return (
      <Notice isError title="This item did not arrive" text={messageOf(error)}>
        <Button variant="contained" onClick={() => void refetch()}>
          Try again
        </Button>
      </Notice>
    );
  }
  return (
    <Box role="status" aria-label="Loading" sx={COLUMNS}>
      <Skeleton variant="rounded" sx={{ aspectRatio: '3 / 4', height: 'auto', borderRadius: '20px' }} />
      <Box>
        <Skeleton width="60%" height={44} />
        <Skeleton width="30%" />
      </Box>
    </Box>
  );
}

function Shown({ item, userId }: { item: Item; userId: number | null }) {
  return (
    <>
      <title>{`${item.name} · Modiste`}</title>
      <Box component="article" aria-labelledby="item-name" sx={COLUMNS}>
        <Box sx={{ position: 'relative', aspectRatio: '3 / 4', borderRadius: '20px', overflow: 'hidden' }}>
          <Picture
            src={item.image_url}
            alt={`${item.name}, ${item.category}`}
            colour={item.image_colour}
            isFirst
          />
        </Box>
        <Box>
          <Typography id="item-name" variant="h1" gutterBottom>
            {item.name}
          </Typography>
          <Typography color="textSecondary">
            {[item.brand, item.category].filter(Boolean).join(' · ')}
          </Typography>
          <Typography sx={{ fontSize: '1.25rem', fontWeight: 600, my: 2 }}>
            {formatMoney(item.price)}
            {!item.in_stock && ' · sold out'}
          </Typography>
          <Box sx={{ mb: 3 }}>
            {userId !== null ? (
              <FavouriteButton userId={userId} itemId={item.item_id} />
            ) : (
              <LinkButton to="/sign-in" search={{ next: `/items/${item.item_id}` }} variant="contained">
                Sign in to save it
              </LinkButton>
            )}
          </Box>
          <ItemFacts item={item} />
        </Box>
      </Box>
      <SimilarItems itemId={item.item_id} />
    </>
  );
}

const COLUMNS = {
  display: 'grid',
  gap: { xs: 3, md: 6 },
  gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 440px) minmax(0, 1fr)' },
  mb: 6,
} as const;
