/** The whole shop, by words and filters; the address holds the search, so it can be shared and gone back to. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { SearchField } from '@/features/catalogue/SearchField';
import { type Search, filtersOf, isStart, searchOf } from '@/features/catalogue/searching';
import { useTexts } from '@/lib/texts';
import { HIDDEN } from '@/ui/hidden';
import { Results } from './Results';
import { SearchStart } from './SearchStart';

export default function SearchPage() {
  const { search: texts } = useTexts();
  // Read again with care: the router passes on what the address says beside it.
  const search = searchOf({ ...useSearch({ from: '/search' }) });
  const navigate = useNavigate();
  const change = (next: Search) => void navigate({ to: '/search', search: next });
  // Each letter is no step to go back to: only the first one is.
  const say = (q: string) =>
    void navigate({
      to: '/search',
      search: saying(search, q),
      replace: !isStart(search),
      resetScroll: false,
    });
  return (
    <>
      <title>{`${search.q ?? texts.title} · Modiste`}</title>
      <h1 style={HIDDEN}>{texts.title}</h1>
      <SearchField words={search.q ?? ''} onChange={say} />
      {isStart(search) ? <SearchStart /> : <Results search={search} onChange={change} />}
    </>
  );
}

/** With other words; without any, and with nothing else to look for, it is the start again. */
function saying({ q: before, ...search }: Search, q: string): Search {
  if (q) return { ...search, q, ...(!before && search.sort === 'newest' && { sort: undefined }) };
  return filtersOf(search).length ? search : {};
}
