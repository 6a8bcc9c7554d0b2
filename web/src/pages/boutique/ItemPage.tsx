/** One item of the boutique, to change or to withdraw. */
import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Problem } from '@/api/problem';
import { ownItemQuery } from '@/features/catalogue/ownItems';
import { useItemTexts } from '@/lib/texts/items';
import { NotFound } from '@/pages/NotFound';
import { Trouble } from '@/pages/Trouble';
import { BackLink } from '@/ui/BackLink';
import { PageTitle } from '@/ui/PageTitle';
import { TextLink } from '@/ui/TextLink';
import { ItemEditor } from './ItemEditor';
import { ItemSkeleton } from './ItemSkeleton';
import { WithdrawItem } from './WithdrawItem';

const route = getRouteApi('/boutique/items/$id');

export default function ItemPage() {
  const texts = useItemTexts();
  const id = Number(route.useParams().id);
  const { data: item, error, refetch } = useQuery(ownItemQuery(id));
  if (!item && error instanceof Problem && (error.status === 404 || error.status === 422))
    return <NotFound />;
  return (
    <Box sx={{ width: 1, maxWidth: 720, mx: 'auto' }}>
      <BackLink to="/boutique/items">{texts.title}</BackLink>
      {!item && error && <Trouble title={texts.oneTrouble} error={error} onRetry={() => void refetch()} />}
      {!item && !error && <ItemSkeleton />}
      {item && (
        <>
          <PageTitle title={item.name} />
          {item.is_active && (
            <TextLink to="/items/$id" params={{ id: String(id) }}>
              {texts.see}
            </TextLink>
          )}
          <ItemEditor key={item.item_id} start={item} currency={item.price.currency} />
          <WithdrawItem key={`withdraw ${item.item_id}`} item={item} />
        </>
      )}
    </Box>
  );
}
