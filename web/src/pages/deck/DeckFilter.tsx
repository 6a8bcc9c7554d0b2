/** The button that narrows the deck to a kind and a price, and says what it is narrowed to. */
import ButtonBase from '@mui/material/ButtonBase';
import { Suspense, lazy, useState } from 'react';
import { formatMoney } from '@/lib/money';
import { useTexts } from '@/lib/texts';
import { titleOf } from '@/lib/texts/words';
import { FilterIcon } from '@/ui/icons';
import type { Wish } from './decks';

const FilterSheet = lazy(() => import('./FilterSheet'));

export function DeckFilter({ wish }: { wish: Wish }) {
  const { deck } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const price =
    wish.price_max === undefined ? '' : deck.upTo(formatMoney({ amount: wish.price_max, currency: 'EUR' }));
  const narrowed = [wish.category && titleOf(wish.category), price].filter(Boolean).join(', ');
  return (
    <>
      <ButtonBase aria-haspopup="dialog" onClick={() => setOpen(true)} sx={BUTTON}>
        <FilterIcon fontSize="small" />
        <span>{narrowed || deck.filter}</span>
      </ButtonBase>
      <Suspense>{isOpen && <FilterSheet wish={wish} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}

const BUTTON = {
  gap: 0.75,
  minHeight: 44,
  px: 1.5,
  borderRadius: 999,
  font: 'inherit',
  fontSize: '0.875rem',
  fontWeight: 500,
  color: 'text.primary',
  whiteSpace: 'nowrap',
  maxWidth: '60%',
  '& span': { overflow: 'hidden', textOverflow: 'ellipsis' },
} as const;
