/** A product by its name at every shop we know; the address holds the words. */
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { NoAnswer, OfferList } from '@/features/prices/OfferList';
import { productOffersQuery } from '@/features/prices/queries';
import { useTexts } from '@/lib/texts';
import { usePriceTexts } from '@/lib/texts/prices';
import { Trouble } from '@/pages/Trouble';
import { Notice } from '@/ui/Notice';
import { PageTitle } from '@/ui/PageTitle';
import { WordsField } from '@/ui/WordsField';

export default function ComparePage() {
  const prices = usePriceTexts();
  const { common } = useTexts();
  const { q = '' } = useSearch({ from: '/compare' });
  const navigate = useNavigate({ from: '/compare' });
  const { data: offers, error, isFetching, refetch } = useQuery(productOffersQuery(q));
  return (
    <Box sx={{ maxWidth: 760, mx: 'auto', width: 1 }}>
      <PageTitle title={prices.compareTitle}>{prices.compareText}</PageTitle>
      <WordsField
        label={prices.compareField}
        value={q}
        onChange={(words) => void navigate({ search: words ? { q: words } : {}, replace: true })}
      />
      <Box sx={{ mt: 3 }}>
        {isFetching && !offers && (
          <Box role="status" aria-label={common.loading}>
            <Typography color="textSecondary">{prices.looking}</Typography>
            <Skeleton variant="rounded" height={320} sx={{ mt: 1 }} />
          </Box>
        )}
        {!offers && error && <Trouble title={prices.trouble} error={error} onRetry={() => void refetch()} />}
        {offers && offers.offers.length === 0 && (
          <>
            <Notice title={prices.compareEmpty} text={prices.compareEmptyText} />
            <NoAnswer offers={offers} />
          </>
        )}
        {offers && offers.offers.length > 0 && (
          <>
            <Typography role="status" color="textSecondary" sx={{ mb: 1 }}>
              {prices.compareFound(offers.offers.length)}
            </Typography>
            <OfferList key={q} isOfMany offers={offers} label={prices.compareTitle} />
          </>
        )}
      </Box>
    </Box>
  );
}
