/** An item's photos: those that hang, in order, those on their way, and the place to put in more. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import type { OwnItem } from '@/api/types';
import { useItemTexts } from '@/lib/texts/items';
import { HIDDEN } from '@/ui/hidden';
import { BackIcon, ForwardIcon } from '@/ui/furtherIcons';
import { CrossIcon } from '@/ui/icons';
import { Picture } from '@/ui/Picture';
import { FileTile, PhotoButton, PhotoFrame } from './PhotoFrame';
import { PhotoPicker } from './PhotoPicker';
import { MOST_PHOTOS, useHungPhotos } from './ownItems';
import type { Staged } from './photoQueue';

interface Props {
  /** Null while the item is not saved. */
  item: OwnItem | null;
  staged: readonly Staged[];
  onStage: (files: File[]) => void;
  onAgain: (key: string) => void;
  onDrop: (key: string) => void;
}

export function PhotoBoard({ item, staged, onStage, onAgain, onDrop }: Props) {
  const texts = useItemTexts();
  const photos = item?.photos ?? [];
  const { order, takeDown } = useHungPhotos(item?.item_id ?? 0);
  const [dragged, setDragged] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const move = (from: number, to: number) => {
    const ids = photos.map(({ id }) => id);
    const [moved] = ids.splice(from, 1);
    if (moved === undefined || from === to) return;
    ids.splice(to, 0, moved);
    order.mutate(ids);
    setSaid(texts.movedTo(to + 1));
  };
  const error = order.error ?? takeDown.error;
  return (
    <PhotoPicker isFull={photos.length + staged.length >= MOST_PHOTOS} onChosen={onStage}>
      {photos.length + staged.length > 0 && (
        <Box component="ul" sx={BOARD}>
          {photos.map(({ id, url, srcset, colour, blurhash }, at) => (
            <PhotoFrame
              key={id}
              label={texts.photo(at + 1, photos.length)}
              picture={
                <Picture
                  alt=""
                  sizes="180px"
                  picture={{
                    image_url: url,
                    image_srcset: srcset,
                    image_colour: colour,
                    image_blurhash: blurhash,
                  }}
                />
              }
              note={at === 0 && texts.first}
              isBusy={takeDown.isPending && takeDown.variables === id}
              drag={{
                onDragStart: () => setDragged(at),
                onDragOver: (event) => dragged !== null && event.preventDefault(),
                onDragEnd: () => setDragged(null),
                onDrop: (event) => {
                  if (dragged === null) return;
                  event.preventDefault();
                  event.stopPropagation();
                  move(dragged, at);
                  setDragged(null);
                },
              }}
            >
              <PhotoButton
                label={texts.earlier(at + 1)}
                isDisabled={at === 0}
                onClick={() => move(at, at - 1)}
              >
                <BackIcon fontSize="small" />
              </PhotoButton>
              <PhotoButton
                label={texts.later(at + 1)}
                isDisabled={at === photos.length - 1}
                onClick={() => move(at, at + 1)}
              >
                <ForwardIcon fontSize="small" />
              </PhotoButton>
              <PhotoButton
                label={texts.removePhoto(at + 1)}
                isDisabled={takeDown.isPending}
                onClick={() => takeDown.mutate(id, { onSuccess: () => setSaid(texts.photoGone) })}
              >
                <CrossIcon fontSize="small" />
              </PhotoButton>
            </PhotoFrame>
          ))}
          {staged.map((one) => (
            <Waiting key={one.key} staged={one} onAgain={onAgain} onDrop={onDrop} />
          ))}
        </Box>
      )}
      <span role="status" style={HIDDEN}>
        {said}
      </span>
      {error && (
        <Box role="alert" sx={{ color: 'error.main', fontWeight: 500, mt: 1 }}>
          {messageOf(error)}
        </Box>
      )}
    </PhotoPicker>
  );
}

function Waiting({ staged, onAgain, onDrop }: { staged: Staged } & Pick<Props, 'onAgain' | 'onDrop'>) {
  const texts = useItemTexts();
  const { key, file, preview, state, complaint, error } = staged;
  const hasFailed = state === 'failed';
  const why = complaint === 'tooMany' ? texts.tooMany(MOST_PHOTOS) : complaint && texts[complaint];
  return (
    <PhotoFrame
      label={file.name}
      picture={preview ? <img src={preview} alt="" /> : <FileTile name={file.name} />}
      note={hasFailed ? (why ?? (error || texts.photoFailed)) : texts[state]}
      isBusy={!hasFailed}
      isWrong={hasFailed}
    >
      {hasFailed && !complaint && (
        <Button size="small" onClick={() => onAgain(key)}>
          {texts.again}
        </Button>
      )}
      {(hasFailed || state === 'waiting') && (
        <PhotoButton label={texts.removeStaged(file.name)} onClick={() => onDrop(key)}>
          <CrossIcon fontSize="small" />
        </PhotoButton>
      )}
    </PhotoFrame>
  );
}

const BOARD = {
  display: 'grid',
  gridTemplateColumns: {
    xs: 'repeat(auto-fill, minmax(140px, 1fr))',
    md: 'repeat(auto-fill, minmax(150px, 1fr))',
  },
  gap: 2,
  m: 0,
  p: 0,
  mb: 2,
  listStyle: 'none',
} as const;
