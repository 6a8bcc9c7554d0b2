/** Where photos come from: chosen, taken with the camera of a phone, or dropped. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import useMediaQuery from '@mui/material/useMediaQuery';
import { type InputHTMLAttributes, type ReactNode, type Ref, useRef, useState } from 'react';
import { PHOTO_FILES } from '@/lib/photoKinds';
import { useItemTexts } from '@/lib/texts/items';
import { DROP_ZONE } from '@/ui/photoFrame';

interface Props {
  isFull: boolean;
  onChosen: (files: File[]) => void;
  children: ReactNode;
}

export function PhotoPicker({ isFull, onChosen, children }: Props) {
  const texts = useItemTexts();
  const hasTouch = useMediaQuery('(pointer: coarse)', { noSsr: true });
  const [isOver, setOver] = useState(false);
  const choice = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null) => {
    if (files?.length) onChosen([...files]);
  };
  return (
    <Box
      data-over={isOver || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
      sx={DROP_ZONE}
    >
      {children}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5 }}>
        <Button variant="outlined" disabled={isFull} onClick={() => choice.current?.click()}>
          {texts.choose}
        </Button>
        {hasTouch && (
          <Button variant="outlined" disabled={isFull} onClick={() => camera.current?.click()}>
            {texts.camera}
          </Button>
        )}
        {!hasTouch && !isFull && (
          <Box sx={{ typography: 'body2', color: 'text.secondary' }}>{texts.drop}</Box>
        )}
      </Box>
      <FileInput ref={choice} label={texts.choose} onChosen={take} multiple />
      <FileInput ref={camera} label={texts.camera} onChosen={take} capture="environment" />
    </Box>
  );
}

interface InputProps extends Pick<InputHTMLAttributes<HTMLInputElement>, 'multiple' | 'capture'> {
  label: string;
  onChosen: (files: FileList | null) => void;
  ref: Ref<HTMLInputElement>;
}

function FileInput({ label, onChosen, ref, ...how }: InputProps) {
  return (
    <input
      ref={ref}
      type="file"
      hidden
      aria-label={label}
      accept={PHOTO_FILES}
      {...how}
      onChange={(event) => {
        onChosen(event.target.files);
        event.target.value = ''; // so that the same file can be chosen again
      }}
    />
  );
}
