/** What shall be in the deck: a kind of clothes, and a price not to go beyond. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { categoriesQuery } from '@/features/catalogue/queries';
import { formatMoney } from '@/lib/money';
import { useTexts } from '@/lib/texts';
import { titleOf } from '@/lib/texts/words';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { Sheet } from '@/ui/Sheet';
import type { Wish } from './decks';

const PRICES = [5_000, 10_000, 20_000, 40_000];

export default function FilterSheet({ wish, onClose }: { wish: Wish; onClose: () => void }) {
  const { deck } = useTexts();
  const navigate = useNavigate();
  const { data: categories } = useQuery(categoriesQuery);
  const [category, setCategory] = useState(wish.category ?? '');
  const [price, setPrice] = useState(wish.price_max ?? 0);
  const apply = () => {
    onClose();
    void navigate({ to: '/', search: { ...(category && { category }), ...(price && { price_max: price }) } });
  };
  return (
    <Sheet
      title={deck.filterTitle}
      onClose={onClose}
      actions={
        <Button variant="contained" onClick={apply}>
          {deck.show}
        </Button>
      }
    >
      <Box sx={{ display: 'grid', gap: 3 }}>
        <ChoiceChips
          question={deck.kind}
          choices={[
            { value: '', label: deck.everything },
            ...(categories ?? []).map(({ slug, name }) => ({ value: slug, label: titleOf(name) })),
          ]}
          chosen={[category]}
          onToggle={setCategory}
        />
        <ChoiceChips
          question={deck.price}
          choices={[
            { value: 0, label: deck.anyPrice },
            ...PRICES.map((amount) => ({
              value: amount,
              label: deck.upTo(formatMoney({ amount, currency: 'EUR' })),
            })),
          ]}
          chosen={[price]}
          onToggle={setPrice}
        />
      </Box>
    </Sheet>
  );
}
