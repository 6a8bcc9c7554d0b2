/** The shopper's collections side by side, the one changed last first, and the way to a new one. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import { Collage } from '@/ui/Collage';
import { PlusIcon } from '@/ui/furtherIcons';
import { NameSheet } from './NameSheet';
import { collectionsQuery, useStartCollection } from './collections';

interface Props {
  userId: number;
  onStarted: (collectionId: string) => void;
}

export function CollectionRow({ userId, onStarted }: Props) {
  const { favourites } = useTexts();
  const { data, error } = useQuery(collectionsQuery(userId));
  const [isNaming, setNaming] = useState(false);
  const start = useStartCollection();
  if (error && !data) return null; // the favourites below say what is the matter
  return (
    <Box component="section" aria-labelledby="collections" sx={{ mb: { xs: 3, md: 6 } }}>
      <Box sx={HEAD}>
        <Typography id="collections" variant="h2">
          {favourites.collections}
        </Typography>
        <Button startIcon={<PlusIcon />} onClick={() => setNaming(true)} sx={{ mr: { xs: -2, md: -2.5 } }}>
          {favourites.newCollection}
        </Button>
      </Box>
      {!data && <RowSkeleton />}
      {data && (
        <Box component="ul" sx={ROW}>
          {data.items.map(({ id, name, item_count, covers }) => (
            <li key={id}>
              <Cover id={id} name={name} count={item_count} covers={covers} />
            </li>
          ))}
          {data.items.length === 0 && (
            <li>
              <Collage pictures={[]} sizes="" />
              <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
                {favourites.nameExample}
              </Typography>
            </li>
          )}
        </Box>
      )}
      {isNaming && (
        <NameSheet
          title={favourites.newTitle}
          action={favourites.create}
          isBusy={start.isPending}
          error={start.error}
          onClose={() => {
            setNaming(false);
            start.reset();
          }}
          onNamed={(name) => start.mutate(name, { onSuccess: ({ id }) => onStarted(id) })}
        />
      )}
    </Box>
  );
}

interface CoverProps {
  id: string;
  name: string;
  count: number;
  covers: Parameters<typeof Collage>[0]['pictures'];
}

function Cover({ id, name, count, covers }: CoverProps) {
  const { common } = useTexts();
  return (
    <Box component={Link} to={`/favourites/${id}`} sx={COVER}>
      <Collage pictures={covers} sizes={covers.length > 1 ? '110px' : '220px'} />
      <Typography component="h3" variant="body2" sx={{ mt: 1, fontWeight: 600, overflowWrap: 'anywhere' }}>
        {name}
      </Typography>
      <Typography variant="caption" color="textSecondary" component="p">
        {common.pieces(count)}
      </Typography>
    </Box>
  );
}

function RowSkeleton() {
  return (
    <Box aria-hidden sx={ROW}>
      {Array.from({ length: 4 }, (_, index) => (
        <Box key={index}>
          <Skeleton variant="rounded" sx={{ aspectRatio: '1', height: 'auto', mb: 1 }} />
          <Skeleton variant="text" width="70%" sx={{ fontSize: '0.875rem', lineHeight: 1.5 }} />
          <Skeleton variant="text" width="40%" sx={{ fontSize: '0.8125rem', lineHeight: 1.4 }} />
        </Box>
      ))}
    </Box>
  );
}

const HEAD = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  mb: 1,
} as const;

const ROW = {
  display: 'grid',
  gridAutoFlow: 'column',
  gridAutoColumns: { xs: '8rem', md: '13rem' },
  columnGap: { xs: 1.5, md: 2.5 },
  m: 0,
  mx: { xs: -2, md: -1 },
  px: { xs: 2, md: 1 },
  py: 0.5,
  listStyle: 'none',
  overflowX: 'auto',
  scrollSnapType: 'x proximity',
  scrollPaddingInline: 16,
  scrollbarWidth: 'thin',
  '& > *': { scrollSnapAlign: 'start', minWidth: 0 },
} as const;

const COVER = { display: 'block', borderRadius: 1, color: 'inherit', textDecoration: 'none' } as const;
