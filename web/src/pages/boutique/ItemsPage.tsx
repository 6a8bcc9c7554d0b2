/** What the boutique sells: to look through, to see what runs out, and the way to a new item. */
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { OwnItemLine } from '@/features/catalogue/OwnItemLine';
import { ITEM_FILTERS, type ItemFilter, ownItemsQuery } from '@/features/catalogue/ownItems';
import { useTexts } from '@/lib/texts';
import { useItemTexts } from '@/lib/texts/items';
import { Trouble } from '@/pages/Trouble';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { LinkButton } from '@/ui/LinkButton';
import { MoreButton } from '@/ui/MoreButton';
import { PageTitle } from '@/ui/PageTitle';
import { Seams } from '@/ui/Seams';
import { WordsField } from '@/ui/WordsField';
import { BoutiqueFrame } from './BoutiqueFrame';

export default function ItemsPage() {
  const texts = useItemTexts();
  const { common } = useTexts();
  const { show = 'all', q = '' } = useSearch({ from: '/boutique/items' });
  const navigate = useNavigate({ from: '/boutique/items' });
  const { data, error, refetch, ...more } = useInfiniteQuery(ownItemsQuery(show, q));
  const found = data?.pages.flatMap(({ items }) => items);
  const look = (wish: { show: ItemFilter; q: string }) =>
    void navigate({
      search: { ...(wish.show !== 'all' && { show: wish.show }), ...(wish.q && { q: wish.q }) },
      replace: true,
    });
  const isNarrowed = show !== 'all' || q !== '';
  return (
    <BoutiqueFrame>
      <Box sx={HEAD}>
        <PageTitle title={texts.title} />
        <LinkButton to="/boutique/items/new" variant="contained">
          {texts.add}
        </LinkButton>
      </Box>
      {(isNarrowed || found?.length !== 0) && (
        <Box sx={{ display: 'grid', gap: 2, mb: 1 }}>
          <WordsField label={texts.words} value={q} onChange={(words) => look({ show, q: words })} />
          <ChoiceChips
            question={texts.which}
            isQuestionHidden
            choices={ITEM_FILTERS.map((value) => ({ value, label: texts.filters[value] }))}
            chosen={[show]}
            onToggle={(value) => look({ show: value, q })}
          />
        </Box>
      )}
      {!found && error && <Trouble title={texts.trouble} error={error} onRetry={() => void refetch()} />}
      {!found && !error && (
        <Box role="status" aria-label={common.loading} sx={{ mt: 2, display: 'grid', gap: 2 }}>
          {[1, 2, 3].map((line) => (
            <Skeleton key={line} variant="rounded" height={88} />
          ))}
        </Box>
      )}
      {found?.length === 0 && (
        <Seams
          title={isNarrowed ? texts.none : texts.empty}
          text={isNarrowed ? texts.noneText : texts.emptyText}
        >
          {isNarrowed ? (
            <LinkButton to="/boutique/items" search={{}} variant="outlined">
              {texts.showAll}
            </LinkButton>
          ) : (
            <LinkButton to="/boutique/items/new" variant="contained">
              {texts.add}
            </LinkButton>
          )}
        </Seams>
      )}
      {found && found.length > 0 && (
        <Box component="ul" aria-label={texts.filters[show]} sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {found.map((item) => (
            <li key={item.item_id}>
              <OwnItemLine item={item} />
            </li>
          ))}
        </Box>
      )}
      <MoreButton {...more} />
    </BoutiqueFrame>
  );
}

const HEAD = {
  display: 'flex',
  flexWrap: 'wrap',
  justifyContent: 'space-between',
  alignItems: 'flex-start',
  columnGap: 2,
} as const;
