/** The whole basket three ways: cheapest, in one parcel, fastest; one press chooses the shops. */
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { Basket } from '@/api/types';
import { messageOf } from '@/api/problem';
import { formatDate } from '@/lib/locale';
import { formatMoney } from '@/lib/money';
import { useTexts } from '@/lib/texts';
import { basketsQuery, useCart } from './cart';
import { differenceOf } from './differences';

export function BasketBar({ version }: { version: string }) {
  const { cart: texts, common } = useTexts();
  const { data, error } = useQuery(basketsQuery(version));
  const { apply } = useCart();
  if (error) return <Typography role="alert">{`${texts.basketTrouble}. ${messageOf(error)}`}</Typography>;
  if (!data) return <Skeleton variant="rounded" height={96} aria-label={common.loading} />;
  if (!data.baskets.length) return null;
  return (
    <Box component="section" aria-label={texts.baskets}>
      <Box sx={BASKETS}>
        {data.baskets.map((basket) => (
          <ButtonBase
            key={basket.kind}
            aria-pressed={basket.is_current}
            disabled={apply.isPending}
            onClick={() => apply.mutate({ kind: basket.kind, version: data.version })}
            sx={BASKET}
          >
            <span>{titleOf(basket, texts)}</span>
            <Box component="strong" sx={{ fontSize: '1.25rem', fontWeight: 600 }}>
              {basket.is_estimate ? texts.about(formatMoney(basket.total)) : formatMoney(basket.total)}
            </Box>
            <small>
              {texts.parcels(basket.parcels.length)}
              {basket.arrives_by && ` · ${texts.by(formatDate(Date.parse(basket.arrives_by)))}`}
            </small>
          </ButtonBase>
        ))}
      </Box>
      <Box role="status" sx={{ typography: 'body2', color: 'text.secondary', mt: 1.5 }}>
        {apply.error ? messageOf(apply.error) : data.differences.map(differenceOf).join(' ')}
      </Box>
    </Box>
  );
}

function titleOf({ kind, parcels }: Basket, texts: ReturnType<typeof useTexts>['cart']): string {
  return kind === 'fewest_parcels' && parcels.length > 1 ? texts.fewest : texts.kinds[kind];
}

const BASKETS = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 200px), 1fr))',
  gap: 1.5,
} as const;

const BASKET = {
  display: 'grid',
  justifyContent: 'start',
  justifyItems: 'start',
  textAlign: 'left',
  gap: 0.25,
  px: 2,
  py: 1.5,
  border: 1,
  borderColor: 'edge',
  borderRadius: 1,
  bgcolor: 'background.paper',
  font: 'inherit',
  fontVariantNumeric: 'tabular-nums',
  '& small': { typography: 'caption', color: 'text.secondary' },
  '&:hover': { borderColor: 'text.primary' },
  '&[aria-pressed=true]': {
    borderColor: 'secondary.main',
    boxShadow: 'inset 0 0 0 1px var(--mui-palette-secondary-main)',
  },
} as const;
