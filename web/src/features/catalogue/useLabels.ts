/** Filters in words: "Navy", "€20 to €90", "Maison Maren". */
import { formatMoney } from '@/lib/money';
import { useTexts } from '@/lib/texts';
import { titleOf } from '@/lib/texts/words';
import type { Filter, Search } from './searching';

/** `nameOfBoutique` is known by those who know boutiques. */
export function useLabels(nameOfBoutique?: string, currency = 'EUR') {
  const { search: texts } = useTexts();
  return (search: Search, { name, value }: Filter): string => {
    if (value !== undefined) return name === 'size' || name === 'brand' ? value : titleOf(value);
    if (name === 'in_stock') return texts.names.in_stock;
    if (name === 'boutique_id') return nameOfBoutique ?? texts.aBoutique;
    if (name !== 'price') return texts.names[name];
    const [low, high] = [search.price_min, search.price_max].map(
      (amount) => amount && formatMoney({ amount, currency }),
    );
    if (low && high) return texts.priceBetween(low, high);
    return low ? texts.priceFrom(low) : texts.priceTo(high || '');
  };
}
