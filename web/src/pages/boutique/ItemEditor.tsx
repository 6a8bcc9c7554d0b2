/** The form of an item: what is written stays until it is saved, and leaving before that asks. */
import Box from '@mui/material/Box';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { OwnItem } from '@/api/types';
import { PhotoBoard } from '@/features/catalogue/PhotoBoard';
import { type Faults, draftOf, emptyDraft, faultsIn, isSame } from '@/features/catalogue/itemForm';
import { MOST_PHOTOS } from '@/features/catalogue/ownItems';
import { usePhotoQueue } from '@/features/catalogue/photoQueue';
import { useItemTexts } from '@/lib/texts/items';
import { Part } from '@/ui/Part';
import { LeaveQuestion } from '@/ui/LeaveQuestion';
import { SaveRow } from '@/ui/SaveRow';
import { ItemFields } from './ItemFields';
import { useItemSaving } from './useItemSaving';

/** `start` is null for a new item, and follows the server while a known one is looked at. */
export function ItemEditor({ start, currency }: { start: OwnItem | null; currency: string }) {
  const texts = useItemTexts();
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const saving = useItemSaving(start, currency);
  const { item, read } = saving;
  const [draft, setDraft] = useState(() => (start ? draftOf(start) : emptyDraft()));
  const [faults, setFaults] = useState<Faults>({});
  const photos = usePhotoQueue(item?.photos.length ?? 0);
  const [isSending, setSending] = useState(false);
  const isOnTheWay = photos.staged.some(({ complaint }) => !complaint);
  const isChanged = !isSame(draft, read);
  useEffect(() => {
    if (Object.keys(faults).length) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [faults]);

  const send = async (itemId: number) => {
    setSending(true);
    try {
      return await photos.send(itemId);
    } finally {
      setSending(false);
    }
  };
  const save = async () => {
    const found = faultsIn(draft, currency);
    setFaults(found);
    if (Object.keys(found).length) return;
    const isNew = item === null;
    const outcome = await saving.save(draft);
    setFaults(outcome.faults);
    setDraft(outcome.draft);
    if (!outcome.saved) return;
    const id = outcome.saved.item_id;
    const haveAllArrived = await send(id);
    if (isNew && haveAllArrived)
      void navigate({
        to: '/boutique/items/$id',
        params: { id: String(id) },
        replace: true,
        ignoreBlocker: true,
      });
  };
  const stage = (files: File[]) => {
    photos.stage(files);
    if (item && !isSending) void send(item.item_id);
  };
  const again = (key: string) => {
    photos.again(key);
    if (item && !isSending) void send(item.item_id);
  };
  const hasFaults = Object.keys(faults).length > 0;
  const hasFailed = photos.staged.some(({ state, complaint }) => state === 'failed' && !complaint);
  const error =
    saving.error ?? (hasFaults ? texts.look : !start && item && hasFailed ? texts.photoTrouble : null);
  return (
    <>
      <Box
        component="form"
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!saving.isBusy && !isSending) void save();
        }}
        sx={FORM}
      >
        <Part title={texts.photos} text={texts.photosText(MOST_PHOTOS)}>
          <PhotoBoard
            item={item}
            staged={photos.staged}
            onStage={stage}
            onAgain={again}
            onDrop={photos.drop}
          />
        </Part>
        <ItemFields
          draft={draft}
          faults={faults}
          currency={currency}
          onChange={(next) => {
            setDraft(next);
            saving.forget();
            if (hasFaults) setFaults(onlyKnown(faults, faultsIn(next, currency)));
          }}
        />
        <Box sx={FOOT}>
          <SaveRow
            isChanged={isChanged || (!item && isOnTheWay)}
            isBusy={saving.isBusy || (!start && isSending)}
            isSaved={saving.isSaved}
            error={error}
          />
        </Box>
      </Box>
      <LeaveQuestion
        isAsked={isChanged || isOnTheWay}
        title={texts.leave}
        text={texts.leaveText}
        action={texts.leaveNow}
      />
    </>
  );
}

/** While a field is mended nothing new is complained about, and what is mended is not any more. */
function onlyKnown(before: Faults, now: Faults): Faults {
  return Object.fromEntries(Object.entries(now).filter(([name]) => name in before));
}

/** What is focused is scrolled to above the foot. */
const FORM = { '& input, & select, & textarea': { scrollMarginBlock: '120px 200px' } } as const;

const FOOT = {
  position: 'sticky',
  bottom: { xs: 'calc(63px + env(safe-area-inset-bottom))', md: 0 },
  zIndex: 2,
  mt: 5,
  py: 2,
  bgcolor: 'background.default',
  borderTop: 1,
  borderColor: 'divider',
} as const;
