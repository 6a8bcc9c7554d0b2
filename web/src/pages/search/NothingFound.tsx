/** Nothing has all that was asked for: what to take away, and how much that would bring. */
import Button from '@mui/material/Button';
import type { SearchPage } from '@/api/types';
import {
  type FilterName,
  type Search,
  filtersOf,
  isList,
  only,
  settled,
  without,
} from '@/features/catalogue/searching';
import { useLabels } from '@/features/catalogue/useLabels';
import { useTexts } from '@/lib/texts';
import { usePriceTexts } from '@/lib/texts/prices';
import { LinkButton } from '@/ui/LinkButton';
import { Notice } from '@/ui/Notice';
import { knownWordsOf } from './words';

interface Props {
  search: Search;
  page: SearchPage;
  onChange: (next: Search) => void;
}

const MOST_WAYS = 4;

export function NothingFound({ search, page, onChange }: Props) {
  const prices = usePriceTexts();
  const { search: texts } = useTexts();
  const labelOf = useLabels();
  const filters = filtersOf(search);
  const unknown = page.unknown_words ?? [];
  const known = knownWordsOf(search.q ?? '', unknown);
  // Without words and filters it is everything, and that is offered anyway.
  const ways = (filters.length ? (page.widen ?? []) : []).slice(0, MOST_WAYS);
  const onlys = ways.length || unknown.length ? [] : filters.slice(0, MOST_WAYS);
  const nameOf = (name: FilterName) => {
    if (name === 'q') return texts.theWords(search.q ?? '');
    const values = isList(name) ? (search[name] ?? []) : [undefined];
    return values.map((value) => labelOf(search, { name, ...(value && { value }) })).join(', ');
  };
  const explanation = unknown.length
    ? texts.unknownWords(unknown.map(texts.theWords).join(', '))
    : ways.length
      ? texts.nothingText
      : onlys.length > 1
        ? texts.nothingClose
        : texts.nothingAtAll;
  return (
    <Notice title={texts.nothing} text={explanation}>
      {known && (
        <Button variant="contained" onClick={() => onChange({ ...search, q: known })}>
          {texts.searchFor(known)}
        </Button>
      )}
      {ways.map(({ filter, match_count: count }, index) => (
        <Button
          key={filter}
          variant={index === 0 && !known ? 'contained' : 'outlined'}
          onClick={() => onChange(without(search, filter))}
        >
          {texts.withoutIt(nameOf(filter), count)}
        </Button>
      ))}
      {onlys.length > 1 &&
        onlys.map((filter) => (
          <Button
            key={`${filter.name} ${filter.value}`}
            variant="outlined"
            onClick={() => onChange(only(search, filter))}
          >
            {texts.onlyIt(labelOf(search, filter))}
          </Button>
        ))}
      {search.q && (
        <LinkButton to="/compare" search={{ q: search.q }} variant="outlined">
          {prices.elsewhere(search.q)}
        </LinkButton>
      )}
      <Button onClick={() => onChange(settled({}))}>{texts.seeAll}</Button>
    </Notice>
  );
}
