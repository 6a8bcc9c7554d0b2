/** One photo that the shop has: ready, being prepared, or refused with the reason. */
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { type ReactNode, useRef } from 'react';
import type { GarmentPhoto } from '@/api/types';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import { BackIcon, ForwardIcon, SwapIcon } from '@/ui/furtherIcons';
import { CrossIcon } from '@/ui/icons';
import { Picture } from '@/ui/Picture';
import { PhotoFrame } from './PhotoFrame';
import { FileInput } from './PhotoSource';
import { pictureOf } from './pictures';

interface Props {
  photo: GarmentPhoto;
  at: number;
  of: number;
  isBusy: boolean;
  onMove: (to: number) => void;
  onReplace: (file: File) => void;
  onRemove: () => void;
}

export function HungPhoto({ photo, at, of, isBusy, onMove, onReplace, onRemove }: Props) {
  const texts = useWardrobeTexts();
  const input = useRef<HTMLInputElement>(null);
  const isRefused = photo.state === 'refused';
  const note =
    photo.state === 'waiting' ? texts.uploadStates.preparing : at === 0 && of > 1 ? texts.first : false;
  return (
    <PhotoFrame
      label={texts.photo(at + 1, of)}
      picture={<Picture alt="" sizes="180px" picture={pictureOf(photo)} />}
      isWrong={isRefused}
      note={isRefused ? <span lang="en">{photo.reason ?? texts.failures.unfit}</span> : note}
    >
      {of > 1 && (
        <Box sx={PAIR}>
          <Press label={texts.earlier(at + 1)} isDisabled={at === 0 || isBusy} onClick={() => onMove(at - 1)}>
            <BackIcon fontSize="small" />
          </Press>
          <Press
            label={texts.later(at + 1)}
            isDisabled={at === of - 1 || isBusy}
            onClick={() => onMove(at + 1)}
          >
            <ForwardIcon fontSize="small" />
          </Press>
        </Box>
      )}
      <Box sx={PAIR}>
        <Press label={texts.replace(at + 1)} onClick={() => input.current?.click()}>
          <SwapIcon fontSize="small" />
        </Press>
        <Press label={texts.removePhoto(at + 1)} onClick={onRemove}>
          <CrossIcon fontSize="small" />
        </Press>
      </Box>
      <FileInput ref={input} label={texts.replace(at + 1)} onChosen={([file]) => file && onReplace(file)} />
    </PhotoFrame>
  );
}

interface PressProps {
  label: string;
  isDisabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function Press({ label, isDisabled = false, onClick, children }: PressProps) {
  return (
    <IconButton aria-label={label} disabled={isDisabled} onClick={onClick} sx={{ color: 'text.primary' }}>
      {children}
    </IconButton>
  );
}

/** Where four buttons find no room in a row, they stand two by two. */
const PAIR = { display: 'flex' } as const;
