/** A picture as large as the screen allows, and twice that on a tap; arrow keys lead on. */
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Dialog from '@mui/material/Dialog';
import IconButton from '@mui/material/IconButton';
import { type KeyboardEvent, useState } from 'react';
import { useTexts } from '@/lib/texts';
import { BackIcon, ForwardIcon } from '@/ui/furtherIcons';
import { CrossIcon } from '@/ui/icons';
import { Picture, type PictureSource } from '@/ui/Picture';

interface Props {
  name: string;
  pictures: readonly PictureSource[];
  start: number;
  alt: string;
  /** Told which picture was seen last. */
  onClose: (number: number) => void;
}

export default function PictureDialog({ name, pictures, start, alt, onClose }: Props) {
  const { item, common } = useTexts();
  const [number, setNumber] = useState(start);
  const [isClose, setClose] = useState(false);
  const picture = pictures[number];
  const turnBy = (step: number) => {
    setClose(false);
    setNumber((number + step + pictures.length) % pictures.length);
  };
  const press = (event: KeyboardEvent) => {
    if (pictures.length < 2 || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    turnBy(event.key === 'ArrowLeft' ? -1 : 1);
  };
  return (
    <Dialog
      open
      fullScreen
      disableRestoreFocus // the picture seen last is where one goes on
      onClose={() => onClose(number)}
      onKeyDown={press}
      slotProps={{
        paper: { 'aria-label': name, 'aria-labelledby': undefined, sx: { bgcolor: 'background.default' } },
      }}
    >
      <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto', display: 'grid' }}>
        <ButtonBase
          aria-pressed={isClose}
          aria-label={item.closer}
          onClick={() => setClose(!isClose)}
          style={{ cursor: isClose ? 'zoom-out' : 'zoom-in' }}
          sx={{ ...FRAME, '--room': isClose ? 2 : 1 }}
        >
          {picture && (
            <Picture key={number} picture={picture} alt={alt} sizes={isClose ? '200vw' : '100vw'} isFirst />
          )}
        </ButtonBase>
      </Box>
      <Box sx={BAR}>
        <IconButton onClick={() => turnBy(-1)} aria-label={item.previous} disabled={pictures.length < 2}>
          <BackIcon />
        </IconButton>
        <span role="status">{item.picture(number + 1, pictures.length)}</span>
        <IconButton onClick={() => turnBy(1)} aria-label={item.next} disabled={pictures.length < 2}>
          <ForwardIcon />
        </IconButton>
      </Box>
      <IconButton onClick={() => onClose(number)} aria-label={common.close} autoFocus sx={CLOSE}>
        <CrossIcon />
      </IconButton>
    </Dialog>
  );
}

const FRAME = {
  position: 'relative',
  placeSelf: 'center',
  aspectRatio: '3 / 4',
  width: 'calc(min(100vw, (100dvh - 72px) * 0.75) * var(--room))',
  '&:focus-visible': { outlineOffset: -4 },
} as const;

const BAR = {
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'center',
  gap: 2,
  minHeight: 72,
  color: 'text.primary',
  borderTop: 1,
  borderColor: 'divider',
  '& button': { color: 'text.primary' },
} as const;

const CLOSE = {
  position: 'absolute',
  top: 12,
  right: 12,
  color: 'text.primary',
  bgcolor: 'background.paper',
  border: 1,
  borderColor: 'divider',
  '&:hover': { bgcolor: 'background.paper', borderColor: 'text.primary' },
} as const;
