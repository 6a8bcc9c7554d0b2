/** One item: its pictures, what it costs, the sizes there are, and everything else there is to know about it. */
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Problem } from '@/api/problem';
import { useUser } from '@/features/accounts/useUser';
import { itemQuery } from '@/features/catalogue/queries';
import { reportInterest } from '@/features/swipes/favourites';
import { useTexts } from '@/lib/texts';
import { NotFound } from '@/pages/NotFound';
import { Trouble } from '@/pages/Trouble';
import { ItemSkeleton } from './ItemSkeleton';
import { ShownItem } from './ShownItem';

export default function ItemPage() {
  const { id } = useParams({ strict: false });
  const itemId = Number(id);
  if (!Number.isSafeInteger(itemId) || itemId < 1) return <NotFound />;
  return <ItemOf key={itemId} itemId={itemId} />;
}

function ItemOf({ itemId }: { itemId: number }) {
  const { item: texts } = useTexts();
  const user = useUser();
  const { data: item, error, refetch } = useQuery(itemQuery(itemId));
  const shown = item?.item_id;
  const isKnown = user !== null;
  useEffect(() => {
    if (shown !== undefined && isKnown) reportInterest(shown, 'view');
  }, [shown, isKnown]);

  if (item) return <ShownItem item={item} user={user} />;
  if (error instanceof Problem && error.status === 404) return <NotFound />;
  if (error !== null) return <Trouble title={texts.trouble} error={error} onRetry={() => void refetch()} />;
  return <ItemSkeleton />;
}
