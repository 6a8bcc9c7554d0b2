/** What the item costs elsewhere and before, and the way to be told when that changes. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Item, Offers, User } from '@/api/types';
import { messageOf } from '@/api/problem';
import { AddOffer } from '@/features/cart/AddOffer';
import { AlertSheet } from '@/features/prices/AlertSheet';
import { OfferList } from '@/features/prices/OfferList';
import { PriceHistoryPart } from '@/features/prices/PriceHistoryPart';
import { roundedTarget } from '@/features/prices/chart';
import { savingOf, totalOf } from '@/features/prices/offers';
import { offersQuery } from '@/features/prices/queries';
import { exponentOf, formatMoney } from '@/lib/money';
import { useTexts } from '@/lib/texts';
import { useAlertTexts } from '@/lib/texts/alerts';
import { usePriceTexts } from '@/lib/texts/prices';
import { Snack } from '@/ui/Snack';

const A_LITTLE_LESS = 0.9;

interface Wish {
  target: number;
  currency: string;
}

export default function Prices({
  item,
  user,
  size,
}: {
  item: Item;
  user: User | null;
  size?: string | undefined;
}) {
  const prices = usePriceTexts();
  const alerts = useAlertTexts();
  const { common } = useTexts();
  const navigate = useNavigate();
  const { data: offers, error, refetch } = useQuery(offersQuery(item.item_id, size));
  const [wish, setWish] = useState<Wish | null>(null);
  const [isSet, setSet] = useState(false);
  const best = offers?.offers.find(({ key }) => key === offers.best);
  const wait = (price: number, currency: string) => {
    if (!user) return void navigate({ to: '/sign-in', search: { next: `/items/${item.item_id}` } });
    setWish({ target: roundedTarget(price, exponentOf(currency)), currency });
  };
  const now = (best && totalOf(best)) ?? item.price;
  return (
    <Box sx={PARTS}>
      <section aria-labelledby="offers">
        <Typography id="offers" variant="h2" sx={{ mb: 0.5 }}>
          {prices.title}
        </Typography>
        {!offers && !error && (
          <>
            <Typography color="textSecondary">{prices.looking}</Typography>
            <Skeleton variant="rounded" height={300} aria-label={common.loading} sx={{ mt: 1 }} />
          </>
        )}
        {!offers && error && (
          <>
            <Typography role="alert" sx={{ mb: 1 }}>
              {prices.trouble}. {messageOf(error)}
            </Typography>
            <Button variant="outlined" onClick={() => void refetch()}>
              {common.tryAgain}
            </Button>
          </>
        )}
        {offers && (
          <>
            <Typography color="textSecondary" sx={{ mb: 1.5 }}>
              <Sentence offers={offers} />
            </Typography>
            <OfferList
              offers={offers}
              label={prices.title}
              action={(offer) => <AddOffer offer={offer} itemId={item.item_id} />}
            />
          </>
        )}
      </section>
      <div>
        <PriceHistoryPart itemId={item.item_id} size={size} target={wish?.target} onTap={wait} />
        <Button
          variant="outlined"
          onClick={() => wait(now.amount * A_LITTLE_LESS, now.currency)}
          aria-haspopup="dialog"
          sx={{ mt: 2 }}
        >
          {user ? alerts.set : alerts.signIn}
        </Button>
      </div>
      {wish && user && (
        <AlertSheet
          userId={user.id}
          itemId={item.item_id}
          name={item.name}
          size={size}
          {...wish}
          onClose={() => setWish(null)}
          onSet={() => {
            setWish(null);
            setSet(true);
          }}
        />
      )}
      <Snack content={isSet ? { text: alerts.isSet } : null} onGone={() => setSet(false)} />
    </Box>
  );
}

/** What comparing brings, in a sentence. */
function Sentence({ offers }: { offers: Offers }) {
  const prices = usePriceTexts();
  const best = offers.offers.find(({ key }) => key === offers.best);
  const others = offers.offers.filter(({ vendor }) => vendor !== 'boutique');
  if (!others.length) return offers.is_refreshing ? prices.looking : `${prices.none}. ${prices.noneText}`;
  const saving = savingOf(offers.offers, best);
  if (best && saving) return prices.saving(formatMoney(saving), best.vendor_title);
  return best?.vendor === 'boutique' ? prices.ownIsBest : '';
}

const PARTS = {
  display: 'grid',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(0, 1fr)' },
  columnGap: { md: 6, lg: 8 },
  rowGap: 5,
  mt: { xs: 5, md: 7 },
} as const;
