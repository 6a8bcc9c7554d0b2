/** The kinds of garments that the shop knows, to choose from in the reader's language. */
import { useQuery } from '@tanstack/react-query';
import { categoriesQuery } from '@/features/catalogue/queries';
import { titleOf } from '@/lib/texts/words';
import type { Choice } from '@/ui/ChoiceChips';

export function useKinds(): Choice<string>[] {
  const { data } = useQuery(categoriesQuery);
  return (data ?? [])
    .map(({ slug, name }) => ({ value: slug, label: titleOf(name) }))
    .sort((one, other) => one.label.localeCompare(other.label));
}
