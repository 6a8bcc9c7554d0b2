/** A garment's photos in their order: to be moved, replaced, deleted; and those on their way to it. */
import Box from '@mui/material/Box';
import { useState } from 'react';
import { Problem, messageOf } from '@/api/problem';
import { previewOf } from '@/lib/preview';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import { Question } from '@/ui/Question';
import { HIDDEN } from '@/ui/hidden';
import { HungPhoto } from './HungPhoto';
import { PHOTO_GRID } from './PhotoFrame';
import { PhotoSource } from './PhotoSource';
import { UploadFrame } from './UploadFrame';
import { MOST_PHOTOS, type Read } from './garments';
import { usePhotos } from './photos';
import { uploads, useUploads } from './sending';

export function PhotoBoard({ userId, garment }: { userId: number; garment: Read }) {
  const texts = useWardrobeTexts();
  const { order, takeDown } = usePhotos(userId, garment.id);
  const coming = useUploads(garment.id).filter(({ state }) => state !== 'done');
  const [said, setSaid] = useState('');
  const [doomed, setDoomed] = useState<string | null>(null);
  const own = new Set(coming.map(({ photoId }) => photoId));
  const hung = garment.photos.filter(({ id }) => !own.has(id));
  const added = coming.filter(({ replaces }) => replaces === null).length;
  const move = (from: number, to: number) => {
    const ids = garment.photos.map(({ id }) => id);
    const [moved, place] = [hung[from]?.id, hung[to]?.id];
    if (moved === undefined || place === undefined) return;
    const at = ids.indexOf(place);
    ids.splice(ids.indexOf(moved), 1);
    ids.splice(at, 0, moved);
    order.mutate(ids);
    setSaid(texts.movedTo(to + 1));
  };
  const send = async (files: readonly File[], replaces?: string) => {
    const photos = await Promise.all(
      files.map(async (file) => ({ file, preview: await previewOf(file), ...(replaces && { replaces }) })),
    );
    uploads.add([{ said: {}, garmentId: garment.id, photos }]);
  };
  const error = order.error;
  return (
    <PhotoSource isFull={hung.length + added >= MOST_PHOTOS} onChosen={(files) => void send(files)}>
      {hung.length + coming.length > 0 && (
        <Box component="ul" sx={{ ...PHOTO_GRID, mb: 2 }}>
          {hung.map((photo, at) => (
            <HungPhoto
              key={photo.id}
              photo={photo}
              at={at}
              of={hung.length}
              isBusy={order.isPending}
              onMove={(to) => move(at, to)}
              onReplace={(file) => void send([file], photo.id)}
              onRemove={() => setDoomed(photo.id)}
            />
          ))}
          {coming.map((one) => (
            <UploadFrame key={one.key} upload={one} />
          ))}
        </Box>
      )}
      <span role="status" style={HIDDEN}>
        {said}
      </span>
      {error && (
        <Box role="alert" sx={{ color: 'error.main', fontWeight: 500, mb: 2 }}>
          {error instanceof Problem && error.status === 409 ? texts.photosMoved : messageOf(error)}
        </Box>
      )}
      {doomed !== null && (
        <Question
          title={texts.removePhotoTitle}
          text={texts.removePhotoText}
          action={texts.delete}
          isBusy={takeDown.isPending}
          error={takeDown.error && messageOf(takeDown.error)}
          onYes={() =>
            takeDown.mutate(doomed, {
              onSuccess: () => {
                setDoomed(null);
                setSaid(texts.photoGone);
              },
            })
          }
          onNo={() => {
            setDoomed(null);
            takeDown.reset();
          }}
        />
      )}
    </PhotoSource>
  );
}
