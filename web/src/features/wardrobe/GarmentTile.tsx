/** A garment in the grid: the way to its page, or, while several are chosen, a box to tick. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { GarmentCard } from '@/api/types';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import { Picture } from '@/ui/Picture';
import { Tick } from '@/ui/Tick';
import { nameOf } from './names';
import { NO_PICTURE, pictureOf } from './pictures';
import { STUDIO } from './studio';

interface Props {
  garment: GarmentCard;
  /** A picture of it that is still on its way to the shop. */
  preview: string | null;
  isFirst: boolean;
  /** Null while nothing is chosen. */
  isChosen: boolean | null;
  onChoose: (isChosen: boolean) => void;
}

export function GarmentTile({ garment, preview, isFirst, isChosen, onChoose }: Props) {
  const texts = useWardrobeTexts();
  const { picture, laundry, wears, quantity, brand } = garment;
  const name = nameOf(garment);
  const isComing = !picture && preview !== null;
  const content = (
    <>
      <Box className="frame" sx={FRAME}>
        {isComing ? (
          <Box component="img" src={preview} alt="" sx={PREVIEW} />
        ) : (
          <Picture
            picture={picture ? pictureOf(picture) : NO_PICTURE}
            alt=""
            sizes="(min-width: 900px) 290px, 46vw"
            isFirst={isFirst}
          />
        )}
        {isComing && <Badge>{texts.photoComing}</Badge>}
        {!isComing && laundry !== 'clean' && <Badge>{texts.states[laundry]}</Badge>}
        {isChosen !== null && (
          <Box sx={{ position: 'absolute', top: 10, right: 10 }}>
            <Tick isOn={isChosen} onChange={onChoose} />
          </Box>
        )}
      </Box>
      <Typography component="h3" variant="body2" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
        {name}
        {quantity > 1 && ` × ${quantity}`}
      </Typography>
      <Typography component="p" variant="caption" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
        {[brand, wears > 0 ? texts.worn(wears) : texts.neverWorn].filter(Boolean).join(' · ')}
      </Typography>
    </>
  );
  return (
    <Box component="article" aria-label={name} sx={{ alignSelf: 'start', minWidth: 0 }}>
      {isChosen === null ? (
        <Box component={Link} to={`/wardrobe/${garment.id}`} sx={TILE}>
          {content}
        </Box>
      ) : (
        <Box component="label" sx={{ ...TILE, ...CHOICE }}>
          {content}
        </Box>
      )}
    </Box>
  );
}

function Badge({ children }: { children: ReactNode }) {
  return (
    <Box component="span" sx={BADGE}>
      {children}
    </Box>
  );
}

const TILE = {
  display: 'block',
  color: 'inherit',
  textDecoration: 'none',
  borderRadius: 1,
  '& img': { transition: 'transform 500ms cubic-bezier(0.3, 0, 0.2, 1)' },
  '&:hover img': { transform: 'scale(1.035)' },
  '@media (prefers-reduced-motion: reduce)': {
    '& img': { transition: 'none' },
    '&:hover img': { transform: 'none' },
  },
} as const;

const CHOICE = {
  cursor: 'pointer',
  '&:has(:checked) > .frame': {
    outline: '3px solid var(--mui-palette-secondary-main)',
    outlineOffset: '-3px',
  },
  '&:has(:focus-visible) > .frame': {
    outline: '3px solid var(--mui-palette-secondary-main)',
    outlineOffset: '3px',
  },
} as const;

const FRAME = {
  position: 'relative',
  aspectRatio: '3 / 4',
  borderRadius: 1,
  overflow: 'hidden',
  mb: 1.25,
  ...STUDIO,
} as const;

const PREVIEW = { width: 1, height: 1, objectFit: 'cover', display: 'block', opacity: 0.7 } as const;

const BADGE = {
  position: 'absolute',
  left: 10,
  bottom: 10,
  maxWidth: 'calc(100% - 20px)',
  px: 1.25,
  py: 0.25,
  borderRadius: 999,
  typography: 'caption',
  bgcolor: 'background.paper',
} as const;
