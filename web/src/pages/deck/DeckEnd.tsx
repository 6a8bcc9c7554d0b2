/** What stands in the deck's place when there is no card: its end and what to do then, or why it did not come. */
import Button from '@mui/material/Button';
import { messageOf } from '@/api/problem';
import type { DeckAnswer } from '@/api/types';
import { formatMoney } from '@/lib/money';
import { type Texts, useTexts } from '@/lib/texts';
import { wordOf } from '@/lib/texts/words';
import { LinkButton } from '@/ui/LinkButton';
import { Notice } from '@/ui/Notice';
import type { Wish } from './decks';

type End = DeckAnswer['end'];
type Widening = NonNullable<End>['widen'][number];

interface Props {
  wish: Wish;
  end: End | undefined;
  onRetry: () => void;
}

export function DeckEnd({ wish, end, onRetry }: Props) {
  const { deck, common } = useTexts();
  const widen = (end?.widen ?? []).filter(({ new_count }) => new_count > 0);
  return (
    <Notice title={titleOf(wish, deck)} text={deck.endText}>
      {widen.map((way) => (
        <Widen key={way.kind} way={way} wish={wish} />
      ))}
      <LinkButton to="/favourites" variant={widen.length ? 'outlined' : 'contained'}>
        {deck.favourites}
      </LinkButton>
      <LinkButton to="/search" variant="outlined">
        {common.searchShop}
      </LinkButton>
      <Button onClick={onRetry}>{deck.lookAgain}</Button>
    </Notice>
  );
}

/** A wider wish, and how many pieces that opens. */
function Widen({ way: { kind, new_count, value }, wish }: { way: Widening; wish: Wish }) {
  const { deck } = useTexts();
  if (kind === 'preferences') {
    return (
      <LinkButton to="/me" variant="contained">
        {deck.otherSizes(new_count)}
      </LinkButton>
    );
  }
  const { category, price_max } = wish;
  const price = kind === 'price_max' && typeof value === 'number' ? value : undefined;
  const search =
    kind === 'price_max'
      ? { ...(category && { category }), ...(price && { price_max: price }) }
      : { ...(price_max && { price_max }) };
  const label =
    kind === 'category'
      ? deck.allKinds(new_count)
      : price === undefined
        ? deck.allPrices(new_count)
        : deck.dearer(formatMoney({ amount: price, currency: 'EUR' }), new_count);
  return (
    <LinkButton to="/" search={search} variant="contained">
      {label}
    </LinkButton>
  );
}

function titleOf({ category, price_max }: Wish, deck: Texts['deck']): string {
  const price = price_max === undefined ? '' : deck.upTo(formatMoney({ amount: price_max, currency: 'EUR' }));
  const what = [category && wordOf(category), price].filter(Boolean).join(', ');
  return what ? deck.endTitleIn(what) : deck.endTitle;
}

export function DeckTrouble({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { deck, common } = useTexts();
  return (
    <Notice isError title={deck.trouble} text={messageOf(error)}>
      <Button variant="contained" onClick={onRetry}>
        {common.tryAgain}
      </Button>
    </Notice>
  );
}
