/** The shopper's orders, the newest first. */
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Skeleton from '@mui/material/Skeleton';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { OrderSummary } from '@/api/types';
import { useUser } from '@/features/accounts/useUser';
import { ordersQuery } from '@/features/orders/orders';
import { formatDate } from '@/lib/locale';
import { formatMoney } from '@/lib/money';
import { useTexts } from '@/lib/texts';
import { useOrderTexts } from '@/lib/texts/orders';
import { AccountFrame } from '@/pages/account/AccountFrame';
import { Trouble } from '@/pages/Trouble';
import { LinkButton } from '@/ui/LinkButton';
import { MoreButton } from '@/ui/MoreButton';
import { PageTitle } from '@/ui/PageTitle';
import { Picture } from '@/ui/Picture';
import { Seams } from '@/ui/Seams';

export default function OrdersPage() {
  const texts = useOrderTexts();
  const { cart, common } = useTexts();
  const user = useUser();
  const listed = useInfiniteQuery(ordersQuery);
  const { data, error, refetch } = listed;
  const found = data?.pages.flatMap(({ items }) => items);
  if (!user) return null;
  return (
    <AccountFrame user={user}>
      <PageTitle title={texts.orders} />
      {!found && error && (
        <Trouble title={texts.ordersTrouble} error={error} onRetry={() => void refetch()} />
      )}
      {!found && !error && (
        <Box role="status" aria-label={common.loading}>
          <Skeleton variant="rounded" height={88} sx={{ mb: 2 }} />
          <Skeleton variant="rounded" height={88} />
        </Box>
      )}
      {found?.length === 0 && (
        <Seams title={texts.empty} text={texts.emptyText}>
          <LinkButton to="/" variant="contained">
            {cart.toDeck}
          </LinkButton>
        </Seams>
      )}
      {found && found.length > 0 && (
        <Box component="ul" sx={{ m: 0, mt: 2, p: 0, listStyle: 'none' }}>
          {found.map((order) => (
            <li key={order.id}>
              <Row order={order} />
            </li>
          ))}
        </Box>
      )}
      <MoreButton {...listed} />
    </AccountFrame>
  );
}

function Row({ order }: { order: OrderSummary }) {
  const texts = useOrderTexts();
  const picture = {
    image_url: order.image_url || null,
    image_srcset: null,
    image_colour: null,
    image_blurhash: null,
  };
  return (
    <ButtonBase component={Link} to={`/orders/${order.id}`} sx={ROW}>
      <Box sx={PICTURE}>
        <Picture picture={picture} alt="" sizes="56px" />
      </Box>
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <b>{order.boutiques.join(', ')}</b>
        <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
          {`${formatDate(Date.parse(order.placed_at))} · ${texts.pieces(order.piece_count)}`}
        </Box>
        <Box sx={{ typography: 'body2' }}>{texts.states[order.state]}</Box>
      </Box>
      <Box sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>{formatMoney(order.total)}</Box>
    </ButtonBase>
  );
}

const ROW = {
  display: 'grid',
  gridTemplateColumns: '56px minmax(0, 1fr) auto',
  alignItems: 'start',
  gap: 2,
  width: 1,
  py: 2,
  borderBottom: 1,
  borderColor: 'divider',
  font: 'inherit',
  textAlign: 'left',
  color: 'text.primary',
  '&:hover': { bgcolor: 'sunken' },
} as const;

const PICTURE = { position: 'relative', aspectRatio: '3 / 4', borderRadius: 1, overflow: 'hidden' } as const;
