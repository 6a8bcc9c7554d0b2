/** One photo on the board: the picture, what is said of it, and the buttons below. */
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import type { DragEventHandler, ReactNode } from 'react';

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
      <Box sx={{ ...PICTURE, opacity: isBusy ? 0.55 : 1 }}>{picture}</Box>
      {note && (
        <Box role={isWrong ? 'alert' : 'status'} sx={NOTE}>
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
    <Box aria-hidden sx={TILE}>
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

const PICTURE = {
  position: 'relative',
  aspectRatio: '3 / 4',
  borderRadius: 1,
  overflow: 'hidden',
  border: 1,
  borderColor: 'divider',
  '[data-wrong] > &': { borderColor: 'error.main' },
  '& img': { width: 1, height: 1, objectFit: 'cover', display: 'block' },
} as const;

const TILE = {
  display: 'grid',
  placeItems: 'center',
  height: 1,
  p: 1.5,
  bgcolor: 'sunken',
  color: 'text.secondary',
  typography: 'body2',
  textAlign: 'center',
  overflowWrap: 'anywhere',
  overflow: 'hidden',
} as const;

const NOTE = {
  typography: 'caption',
  textAlign: 'center',
  mt: 0.75,
  overflowWrap: 'anywhere',
  color: 'text.secondary',
  '[data-wrong] > &': { color: 'error.main', fontWeight: 500 },
} as const;
