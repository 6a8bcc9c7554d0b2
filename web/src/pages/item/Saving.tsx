/** Saving an item: the heart, and the collections to put it into; visitors are asked to sign in and come back. */
import IconButton from '@mui/material/IconButton';
import Box from '@mui/material/Box';
import { Suspense, lazy, useState } from 'react';
import type { Item, User } from '@/api/types';
import { FavouriteButton } from '@/features/swipes/FavouriteButton';
import { useTexts } from '@/lib/texts';
import { CollectIcon } from '@/ui/furtherIcons';
import { LinkButton } from '@/ui/LinkButton';

const CollectionsSheet = lazy(() =>
  import('@/features/swipes/CollectionsSheet').then((module) => ({ default: module.CollectionsSheet })),
);

export function Saving({ item, user }: { item: Item; user: User | null }) {
  const { item: texts } = useTexts();
  const [isOpen, setOpen] = useState(false);
  if (!user) {
    return (
      <LinkButton to="/sign-in" search={{ next: `/items/${item.item_id}` }} variant="contained">
        {texts.signInToSave}
      </LinkButton>
    );
  }
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
      <FavouriteButton userId={user.id} itemId={item.item_id} />
      <IconButton aria-label={texts.collect} aria-haspopup="dialog" onClick={() => setOpen(true)} sx={ROUND}>
        <CollectIcon />
      </IconButton>
      <Suspense>
        {isOpen && (
          <CollectionsSheet
            userId={user.id}
            itemId={item.item_id}
            name={item.name}
            onClose={() => setOpen(false)}
          />
        )}
      </Suspense>
    </Box>
  );
}

const ROUND = { border: 1, borderColor: 'edge', color: 'text.primary' } as const;
