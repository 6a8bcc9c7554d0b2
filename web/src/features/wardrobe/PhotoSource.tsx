/** Where photos come from: taken with the camera of a phone, chosen from the gallery, or dropped. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import useMediaQuery from '@mui/material/useMediaQuery';
import { type ReactNode, type Ref, useRef, useState } from 'react';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import { DROP_ZONE } from '@/ui/photoFrame';

/** What a gallery offers; systems that know no type for HEIC files know their endings. */
const PHOTOS = 'image/*,.heic,.heif,.hif,.avif';

interface Props {
  isMain?: boolean;
  isFull?: boolean;
  onChosen: (files: File[]) => void;
  /** What stands above the buttons. */
  children?: ReactNode;
}

export function PhotoSource({ isMain = false, isFull = false, onChosen, children }: Props) {
  const texts = useWardrobeTexts();
  const hasTouch = useMediaQuery('(pointer: coarse)', { noSsr: true });
  const [isOver, setOver] = useState(false);
  const gallery = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const drag = (isInside: boolean) => (event: React.DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(isInside && !isFull);
  };
  return (
    <Box
      data-over={isOver || undefined}
      onDragOver={drag(true)}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        drag(false)(event);
        if (event.dataTransfer.files.length && !isFull) onChosen([...event.dataTransfer.files]);
      }}
      sx={DROP_ZONE}
    >
      {children}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5 }}>
        {hasTouch && (
          <Button
            variant={isMain ? 'contained' : 'outlined'}
            disabled={isFull}
            onClick={() => camera.current?.click()}
          >
            {texts.takePhoto}
          </Button>
        )}
        <Button
          variant={isMain && !hasTouch ? 'contained' : 'outlined'}
          disabled={isFull}
          onClick={() => gallery.current?.click()}
        >
          {texts.fromGallery}
        </Button>
        {!hasTouch && !isFull && (
          <Box sx={{ typography: 'body2', color: 'text.secondary' }}>{texts.drop}</Box>
        )}
      </Box>
      <FileInput ref={gallery} label={texts.fromGallery} isMany onChosen={onChosen} />
      <FileInput ref={camera} label={texts.takePhoto} isCamera onChosen={onChosen} />
    </Box>
  );
}

interface InputProps {
  label: string;
  isMany?: boolean;
  isCamera?: boolean;
  onChosen: (files: File[]) => void;
  ref: Ref<HTMLInputElement>;
}

/** Hidden: a button of ours presses it. */
export function FileInput({ label, isMany = false, isCamera = false, onChosen, ref }: InputProps) {
  return (
    <input
      ref={ref}
      type="file"
      hidden
      aria-label={label}
      accept={PHOTOS}
      multiple={isMany}
      capture={isCamera ? 'environment' : undefined}
      onChange={(event) => {
        if (event.target.files?.length) onChosen([...event.target.files]);
        event.target.value = ''; // so that the same file can be chosen again
      }}
    />
  );
}
