/** One photo on the board: the picture, what is said of it, and the buttons below. */
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import type { DragEventHandler, ReactNode } from 'react';
import { NO_PHOTO, PHOTO, PHOTO_NOTE } from '@/ui/photoFrame';

interface Props {
  label: string;
  picture: ReactNode;
  note?: ReactNode;
  isBusy?: boolean;
  isWrong?: boolean;
  children: ReactNode;
  drag?: {
    onDragStart: DragEventHandler;
    onDragOver: DragEventHandler;
    onDragEnd: DragEventHandler;
    onDrop: DragEventHandler;
  };
}

export function PhotoFrame({ label, picture, note, isBusy = false, isWrong = false, children, drag }: Props) {
  return (
    <Box
      component="li"
      aria-label={label}
      data-wrong={isWrong || undefined}
      draggable={drag !== undefined}
      {...drag}
      sx={FRAME}
    >
      <Box sx={{ ...PHOTO, opacity: isBusy ? 0.55 : 1 }}>{picture}</Box>
      {note && (
        <Box role={isWrong ? 'alert' : 'status'} sx={PHOTO_NOTE}>
          {note}
        </Box>
      )}
      <Box sx={{ display: 'flex', justifyContent: 'center', flexWrap: 'wrap' }}>{children}</Box>
    </Box>
  );
}

/** In place of a picture that cannot be shown here. The frame says the name to those who do not see it. */
export function FileTile({ name }: { name: string }) {
  return (
    <Box aria-hidden sx={NO_PHOTO}>
      {name}
    </Box>
  );
}

interface ButtonProps {
  label: string;
  isDisabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

export function PhotoButton({ label, isDisabled = false, onClick, children }: ButtonProps) {
  return (
    <IconButton aria-label={label} disabled={isDisabled} onClick={onClick} sx={{ color: 'text.primary' }}>
      {children}
    </IconButton>
  );
}

const FRAME = { minWidth: 0, '&[draggable=true]': { cursor: 'grab' } } as const;
