/** In which collections a piece is: each can be ticked, and a new one started with the piece in it. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { Collage } from '@/ui/Collage';
import { Field } from '@/ui/Field';
import { Sheet } from '@/ui/Sheet';
import { Tick } from '@/ui/Tick';
import {
  LONGEST_NAME,
  collectionsQuery,
  complaintAbout,
  useMembership,
  useStartCollection,
} from './collections';
import { favouriteQuery } from './favourites';

interface Props {
  userId: number;
  itemId: number;
  name: string;
  onClose: () => void;
}

export function CollectionsSheet({ userId, itemId, name, onClose }: Props) {
  const { favourites, common } = useTexts();
  const collections = useQuery(collectionsQuery(userId));
  const state = useQuery(favouriteQuery(userId, itemId));
  const membership = useMembership(itemId);
  const [wished, setWished] = useState<Readonly<Record<string, boolean>>>({});
  const change = (collectionId: string, isIn: boolean) => {
    setWished((before) => ({ ...before, [collectionId]: isIn }));
    const forget = () => setWished((before) => ({ ...before, [collectionId]: !isIn }));
    membership.mutate({ collectionId, isIn }, { onError: forget });
  };
  const error = collections.error ?? state.error;
  const isThere = collections.data !== undefined && state.data !== undefined;
  const isIn = (id: string) => wished[id] ?? state.data?.collection_ids.includes(id) ?? false;
  return (
    <Sheet
      title={favourites.collectTitle}
      onClose={onClose}
      actions={
        <Button variant="contained" onClick={onClose}>
          {common.done}
        </Button>
      }
    >
      <Typography color="textSecondary" sx={{ mb: 2 }}>
        {name}
      </Typography>
      {!isThere && !error && <Skeleton variant="rounded" height={180} />}
      {!isThere && error && <Typography role="alert">{messageOf(error)}</Typography>}
      {membership.isError && (
        <Typography role="alert" color="error" sx={{ mb: 1, fontWeight: 500 }}>
          {messageOf(membership.error)}
        </Typography>
      )}
      {isThere && (
        <>
          <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {collections.data.items.map((collection) => (
              <Box component="li" key={collection.id} sx={{ borderBottom: 1, borderColor: 'divider' }}>
                <Box component="label" sx={ROW}>
                  <Box sx={{ width: 56, flex: 'none' }}>
                    <Collage pictures={collection.covers} sizes="56px" />
                  </Box>
                  <Box component="span" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
                    <Box component="span" sx={{ display: 'block', fontWeight: 600 }}>
                      {collection.name}
                    </Box>
                    <Typography component="span" variant="caption" color="textSecondary">
                      {common.pieces(collection.item_count)}
                    </Typography>
                  </Box>
                  <Tick isOn={isIn(collection.id)} onChange={(isOn) => change(collection.id, isOn)} />
                </Box>
              </Box>
            ))}
          </Box>
          <NewOne
            hasOthers={collections.data.items.length > 0}
            onStarted={(collectionId) => change(collectionId, true)}
          />
        </>
      )}
    </Sheet>
  );
}

function NewOne({ hasOthers, onStarted }: { hasOthers: boolean; onStarted: (collectionId: string) => void }) {
  const { favourites } = useTexts();
  const start = useStartCollection();
  const [name, setName] = useState('');
  const [isMissing, setMissing] = useState(false);
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(!name.trim());
        if (!name.trim() || start.isPending) return;
        start.mutate(name.trim(), {
          onSuccess: ({ id }) => {
            setName('');
            onStarted(id);
          },
        });
      }}
      sx={{ mt: 3 }}
    >
      <Field
        label={favourites.newCollection}
        value={name}
        onChange={(next) => {
          setName(next);
          setMissing(false);
        }}
        autoComplete="off"
        enterKeyHint="done"
        maxLength={LONGEST_NAME}
        placeholder={favourites.nameExample}
        hint={hasOthers ? undefined : favourites.firstCollection}
        error={isMissing ? favourites.nameMissing : complaintAbout(start.error)}
        end={
          <Button type="submit" loading={start.isPending} sx={{ mr: -2 }}>
            {favourites.create}
          </Button>
        }
      />
    </Box>
  );
}

const ROW = {
  display: 'flex',
  alignItems: 'center',
  gap: 2,
  py: 1,
  minHeight: 72,
  cursor: 'pointer',
} as const;
