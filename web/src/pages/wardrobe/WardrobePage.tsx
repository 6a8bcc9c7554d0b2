/** All garments of a shopper: to look through, to narrow, to sort several at once, and the way to add more. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { User } from '@/api/types';
import { useUser } from '@/features/accounts/useUser';
import { FilterBar } from '@/features/wardrobe/FilterBar';
import { FoldersSheet } from '@/features/wardrobe/FoldersSheet';
import { SelectionBar } from '@/features/wardrobe/SelectionBar';
import { UploadPanel } from '@/features/wardrobe/UploadPanel';
import { foldersQuery } from '@/features/wardrobe/folders';
import { garmentsQuery } from '@/features/wardrobe/garments';
import { useSelection } from '@/features/wardrobe/selection';
import { useArrivals, useLeftovers } from '@/features/wardrobe/sending';
import { isNarrowed, wishOf } from '@/features/wardrobe/wish';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import { Trouble } from '@/pages/Trouble';
import { LinkButton } from '@/ui/LinkButton';
import { MoreButton } from '@/ui/MoreButton';
import { PageTitle } from '@/ui/PageTitle';
import { Seams } from '@/ui/Seams';
import { Snack, type SnackContent } from '@/ui/Snack';
import { TileGridSkeleton } from '@/ui/TileGrid';
import { PlusIcon } from '@/ui/furtherIcons';
import { GarmentGrid } from './GarmentGrid';
import { useKinds } from './useKinds';

export default function WardrobePage() {
  const user = useUser();
  return user && <WardrobeOf key={user.id} user={user} />;
}

function WardrobeOf({ user }: { user: User }) {
  const texts = useWardrobeTexts();
  const wish = wishOf({ ...useSearch({ from: '/wardrobe' }) });
  const navigate = useNavigate({ from: '/wardrobe' });
  const kinds = useKinds();
  const { data: folders } = useQuery(foldersQuery(user.id));
  const { data, error, refetch, ...more } = useInfiniteQuery(garmentsQuery(user.id, wish));
  const [snack, setSnack] = useState<SnackContent | null>(null);
  const [hasFolders, setFolders] = useState(false);
  const garments = data?.pages.flatMap(({ items }) => items);
  const selection = useSelection(garments ?? [], setSnack);
  useLeftovers(user.id);
  useArrivals((count) => setSnack({ text: texts.allThere(count) }));
  const look = (search: typeof wish) => void navigate({ search, replace: true });
  const hasNone = garments?.length === 0;
  const isEmpty = hasNone && !isNarrowed(wish);
  return (
    <>
      <Box sx={HEAD}>
        <PageTitle title={texts.title} />
        {!isEmpty && (
          <LinkButton to="/wardrobe/add" variant="contained" startIcon={<PlusIcon />}>
            {texts.add}
          </LinkButton>
        )}
      </Box>
      <UploadPanel />
      {!isEmpty && (
        <>
          <FilterBar wish={wish} kinds={kinds} folders={folders?.items ?? []} onChange={look} />
          <Box sx={TOOLS}>
            <Button
              aria-pressed={selection.isOn}
              disabled={hasNone}
              onClick={selection.isOn ? selection.end : selection.start}
            >
              {selection.isOn ? texts.endSelect : texts.select}
            </Button>
            <Button onClick={() => setFolders(true)}>{texts.folders}</Button>
          </Box>
        </>
      )}
      {!garments && error && <Trouble title={texts.trouble} error={error} onRetry={() => void refetch()} />}
      {!garments && !error && <TileGridSkeleton />}
      {isEmpty && (
        <Seams title={texts.empty} text={texts.emptyText}>
          <LinkButton to="/wardrobe/add" variant="contained">
            {texts.add}
          </LinkButton>
        </Seams>
      )}
      {hasNone && !isEmpty && (
        <Seams title={texts.none} text={texts.noneText}>
          <Button variant="outlined" onClick={() => look({})}>
            {texts.showAll}
          </Button>
        </Seams>
      )}
      {garments && garments.length > 0 && <GarmentGrid garments={garments} selection={selection} />}
      <MoreButton {...more} />
      {selection.isOn && (
        <SelectionBar userId={user.id} selection={selection} isAway={wish.state === 'away'} />
      )}
      {hasFolders && (
        <FoldersSheet
          userId={user.id}
          onClose={() => setFolders(false)}
          onRemoved={(folderId) => {
            const { folder, ...rest } = wish;
            if (folder === folderId) look(rest);
          }}
        />
      )}
      <Snack content={snack} onGone={() => setSnack(null)} />
    </>
  );
}

const HEAD = {
  display: 'flex',
  flexWrap: 'wrap',
  justifyContent: 'space-between',
  alignItems: 'flex-start',
  columnGap: 2,
  mb: 1,
} as const;

const TOOLS = {
  display: 'flex',
  flexWrap: 'wrap',
  justifyContent: 'space-between',
  mx: -2.5,
  mb: 1.5,
} as const;
