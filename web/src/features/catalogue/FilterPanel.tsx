/** Everything that a search can be narrowed by, each with how many pieces it leaves. */
import type { ReactNode } from 'react';
import type { SearchPage } from '@/api/types';
import { useTexts } from '@/lib/texts';
import { titleOf } from '@/lib/texts/words';
import { type Tick, TickList } from '@/ui/TickList';
import { FacetList } from './FacetList';
import { FacetSection } from './FacetSection';
import { PriceRange } from './PriceRange';
import { SwatchGrid } from './SwatchGrid';
import { type ListName, type Search, hasValue, isSame, settled, toggled } from './searching';
import { bySize } from './sizes';
import { useLabels } from './useLabels';

type FacetName = Exclude<ListName, 'tag'>;

interface Props {
  search: Search;
  /** What the shop counted; nothing yet while it is asked. */
  found: SearchPage | undefined;
  onChange: (next: Search) => void;
}

export function FilterPanel({ search, found, onChange }: Props) {
  const { search: texts } = useTexts();
  const labelOf = useLabels();
  const change = (name: ListName) => (value: string) => onChange(toggled(search, name, value));
  const price = found?.prices;
  const facet = (name: FacetName, most: number, isOpenAtFirst: boolean, List: typeof TickList) => (
    <Facet
      key={name}
      title={texts.names[name]}
      chosen={(search[name] ?? []).map(titleOf).join(', ')}
      isOpenAtFirst={isOpenAtFirst}
      ticks={ticks(search, name, found?.facets?.[name] ?? [])}
      most={most}
    >
      {(shown) => <List ticks={shown} onToggle={change(name)} />}
    </Facet>
  );
  return (
    <>
      {facet('category', 8, true, TickList)}
      {facet('colour', 9, true, SwatchGrid)}
      {facet('size', 12, false, SizeTicks)}
      {price && price.highest > price.lowest && (
        <FacetSection
          title={texts.names.price}
          chosen={search.price_min || search.price_max ? labelOf(search, { name: 'price' }) : ''}
          isOpenAtFirst
        >
          <PriceRange
            prices={price}
            currency={found.items[0]?.price.currency ?? 'EUR'}
            range={search}
            onChange={(range) =>
              onChange(settled({ ...search, price_min: undefined, price_max: undefined, ...range }))
            }
          />
        </FacetSection>
      )}
      {facet('brand', 8, false, TickList)}
      {facet('pattern', 8, false, TickList)}
      {found && (
        <FacetSection
          title={texts.names.in_stock}
          chosen={search.in_stock ? texts.onlyInStock : ''}
          isOpenAtFirst={false}
        >
          <TickList
            ticks={[{ value: 'true', label: texts.onlyInStock, isOn: search.in_stock === true }]}
            onToggle={() => onChange(settled({ ...search, in_stock: search.in_stock ? undefined : true }))}
          />
        </FacetSection>
      )}
    </>
  );
}

interface FacetProps {
  title: string;
  chosen: string;
  isOpenAtFirst: boolean;
  ticks: readonly Tick[];
  most: number;
  children: (shown: readonly Tick[]) => ReactNode;
}

/** Nothing at all where there is nothing to choose from. */
function Facet({ ticks: all, most, children, ...section }: FacetProps) {
  if (!all.length) return null;
  return (
    <FacetSection {...section}>
      <FacetList ticks={all} least={most}>
        {children}
      </FacetList>
    </FacetSection>
  );
}

function SizeTicks({ ticks: sizes, onToggle }: { ticks: readonly Tick[]; onToggle: (size: string) => void }) {
  const inOrder = [...sizes].sort((one, other) => bySize(one.value, other.value));
  return <TickList ticks={inOrder} narrowest="5.5rem" onToggle={onToggle} />;
}

/** The values that the shop counted, and those that are chosen though nothing has them. */
function ticks(search: Search, name: ListName, counted: readonly { value: string; count: number }[]): Tick[] {
  const isCounted = (value: string) => counted.some((entry) => isSame(name, entry.value, value));
  const lost = (search[name] ?? [])
    .filter((value) => !isCounted(value))
    .map((value) => ({ value, count: 0 }));
  return [...counted, ...lost].map(({ value, count }) => ({
    value,
    count,
    label: titleOf(value),
    isOn: hasValue(search, name, value),
  }));
}
