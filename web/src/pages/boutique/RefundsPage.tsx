/** What went back of the boutique's parcels, with the reason and how far it is; the newest first. */
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Skeleton from '@mui/material/Skeleton';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { BoutiqueRefund } from '@/api/types';
import { givenBackQuery } from '@/features/payments/givenBack';
import { formatDate } from '@/lib/locale';
import { formatMoney } from '@/lib/money';
import { useTexts } from '@/lib/texts';
import { useRefundTexts } from '@/lib/texts/refunds';
import { Trouble } from '@/pages/Trouble';
import { LinkButton } from '@/ui/LinkButton';
import { MoreButton } from '@/ui/MoreButton';
import { PageTitle } from '@/ui/PageTitle';
import { Seams } from '@/ui/Seams';
import { BoutiqueFrame } from './BoutiqueFrame';

export default function RefundsPage() {
  const texts = useRefundTexts();
  const { common } = useTexts();
  const { data, error, refetch, ...more } = useInfiniteQuery(givenBackQuery);
  const found = data?.pages.flatMap(({ items }) => items);
  return (
    <BoutiqueFrame>
      <PageTitle title={texts.title} />
      {!found && error && <Trouble title={texts.trouble} error={error} onRetry={() => void refetch()} />}
      {!found && !error && (
        <Box role="status" aria-label={common.loading}>
          <Skeleton variant="rounded" height={96} sx={{ mb: 1.5 }} />
          <Skeleton variant="rounded" height={96} />
        </Box>
      )}
      {found?.length === 0 && (
        <Seams title={texts.emptyTitle} text={texts.emptyText}>
          <LinkButton to="/boutique/parcels" search={{ state: 'all' }} variant="contained">
            {texts.toParcels}
          </LinkButton>
        </Seams>
      )}
      {found && found.length > 0 && (
        <Box component="ul" aria-label={texts.title} sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {found.map((refund) => (
            <li key={refund.id}>
              <RefundRow refund={refund} />
            </li>
          ))}
        </Box>
      )}
      <MoreButton {...more} />
    </BoutiqueFrame>
  );
}

function RefundRow({ refund }: { refund: BoutiqueRefund }) {
  const texts = useRefundTexts();
  const { amount, by, failure, order_number, parcel_id, reason, state } = refund;
  const hasFailed = state === 'failed';
  return (
    <ButtonBase component={Link} to={`/boutique/parcels/${parcel_id}`} sx={ROW}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, fontWeight: 600 }}>
        <span>{texts.order(order_number)}</span>
        <span>{formatMoney(amount)}</span>
      </Box>
      <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
        {[formatDate(Date.parse(refund.created_at)), texts.by[by]].join(' · ')}
      </Box>
      {reason && <Box sx={{ mt: 0.75 }}>{reason}</Box>}
      <Box sx={{ mt: 0.75, typography: 'body2', ...(hasFailed && { color: 'error.main', fontWeight: 500 }) }}>
        {texts.states[state]}
        {hasFailed && failure && <Box sx={{ fontWeight: 400 }}>{texts.failed(failure)}</Box>}
      </Box>
    </ButtonBase>
  );
}

const ROW = {
  display: 'block',
  width: 1,
  py: 2,
  borderBottom: 1,
  borderColor: 'divider',
  font: 'inherit',
  textAlign: 'left',
  color: 'text.primary',
  overflowWrap: 'anywhere',
  '&:hover': { bgcolor: 'sunken' },
} as const;
