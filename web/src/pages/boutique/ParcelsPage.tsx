/** The boutique's parcels: first what is to pack, then the others by how far they are. */
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ParcelRow } from '@/features/orders/ParcelRow';
import { PARCEL_FILTERS, type ParcelFilter, parcelsQuery } from '@/features/orders/parcels';
import { useTexts } from '@/lib/texts';
import { useParcelTexts } from '@/lib/texts/parcels';
import { Trouble } from '@/pages/Trouble';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { LinkButton } from '@/ui/LinkButton';
import { MoreButton } from '@/ui/MoreButton';
import { PageTitle } from '@/ui/PageTitle';
import { Seams } from '@/ui/Seams';
import { BoutiqueFrame } from './BoutiqueFrame';

export default function ParcelsPage() {
  const texts = useParcelTexts();
  const { common } = useTexts();
  const { state: filter = 'to_pack' } = useSearch({ from: '/boutique/parcels' });
  const navigate = useNavigate({ from: '/boutique/parcels' });
  const { data, error, refetch, ...more } = useInfiniteQuery(parcelsQuery(filter));
  const found = data?.pages.flatMap(({ items }) => items);
  const choose = (state: ParcelFilter) =>
    void navigate({ search: state === 'to_pack' ? {} : { state }, replace: true });
  return (
    <BoutiqueFrame>
      <PageTitle title={texts.title} />
      <ChoiceChips
        question={texts.which}
        isQuestionHidden
        choices={PARCEL_FILTERS.map((value) => ({ value, label: texts.filters[value] }))}
        chosen={[filter]}
        onToggle={choose}
      />
      {!found && error && <Trouble title={texts.trouble} error={error} onRetry={() => void refetch()} />}
      {!found && !error && (
        <Box role="status" aria-label={common.loading} sx={{ mt: 3 }}>
          <Skeleton variant="rounded" height={120} sx={{ mb: 2 }} />
          <Skeleton variant="rounded" height={120} />
        </Box>
      )}
      {found?.length === 0 && <Nothing filter={filter} />}
      {found && found.length > 0 && (
        <Box component="ul" aria-label={texts.filters[filter]} sx={{ m: 0, mt: 2, p: 0, listStyle: 'none' }}>
          {found.map((parcel) => (
            <li key={parcel.id}>
              <ParcelRow parcel={parcel} />
            </li>
          ))}
        </Box>
      )}
      <MoreButton {...more} />
    </BoutiqueFrame>
  );
}

function Nothing({ filter }: { filter: ParcelFilter }) {
  const texts = useParcelTexts();
  const isSome = filter !== 'all' && filter !== 'to_pack';
  return (
    <Seams
      title={isSome ? texts.none : texts.nothingToPack}
      text={isSome ? texts.noneText : texts.nothingToPackText}
    >
      {filter !== 'all' && (
        <LinkButton to="/boutique/parcels" search={{ state: 'all' }} variant="contained">
          {texts.showAll}
        </LinkButton>
      )}
    </Seams>
  );
}
