/** More about the card in hand: why it is here, and what the catalogue says. */
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { messageOf } from '@/api/problem';
import type { DeckCard } from '@/api/types';
import { ItemFacts } from '@/features/catalogue/ItemFacts';
import { itemQuery } from '@/features/catalogue/queries';
import { ReasonList } from '@/features/recommendations/ReasonList';
import { formatMoney } from '@/lib/money';

export function CardDetails({ card }: { card: DeckCard }) {
  const { data: item, error } = useQuery(itemQuery(card.item_id));
  return (
    <>
      <Typography color="textSecondary" sx={{ mb: 3 }}>
        {[card.brand, formatMoney(card.price)].filter(Boolean).join(' · ')}
      </Typography>
      <ReasonList reasons={card.reasons} />
      {item && <ItemFacts item={item} />}
      {!item && error && <Typography role="alert">{messageOf(error)}</Typography>}
      {!item && !error && <Skeleton variant="rounded" height={220} sx={{ mb: 3 }} />}
    </>
  );
}
