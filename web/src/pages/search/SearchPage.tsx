/** The whole shop, by words and kind; the address holds the search, so it can be shared and gone back to. */
import Button from '@mui/material/Button';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { messageOf } from '@/api/problem';
import { ItemTile } from '@/features/catalogue/ItemTile';
import { SearchForm } from '@/features/catalogue/SearchForm';
import { type Search, searchQuery } from '@/features/catalogue/queries';
import { MoreButton } from '@/ui/MoreButton';
import { Notice } from '@/ui/Notice';
import { PageTitle } from '@/ui/PageTitle';
import { TileGrid, TileGridSkeleton } from '@/ui/TileGrid';

export default function SearchPage() {
  const search = useSearch({ from: '/search' });
  const navigate = useNavigate();
  const { data, error, refetch, ...more } = useInfiniteQuery(searchQuery(search));
  const items = data?.pages.flatMap((page) => page.items);
  const change = (next: Search) => void navigate({ to: '/search', search: next, replace: true });
  return (
    <>
      <PageTitle title="Search" />
      <SearchForm search={search} onChange={change} />
      {!items && !error && <TileGridSkeleton />}
      {!items && error && (
        <Notice isError title="The search failed" text={messageOf(error)}>
          <Button variant="contained" onClick={() => void refetch()}>
            Try again
          </Button>
        </Notice>
      )}
      {items?.length === 0 && (
        <Notice title="Nothing found" text="Try fewer words, or look in all categories.">
          <Button variant="contained" onClick={() => change({})}>
            Show everything
          </Button>
        </Notice>
      )}
      {items && items.length > 0 && (
        <TileGrid label="Found items">
          {items.map((card) => (
            <ItemTile key={card.item_id} card={card} />
          ))}
        </TileGrid>
      )}
      <MoreButton {...more} />
    </>
  );
}
