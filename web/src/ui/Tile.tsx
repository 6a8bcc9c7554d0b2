/** One item in a grid: picture, name, brand and price; the whole tile is a link. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatMoney } from '@/lib/money';
import { useTexts } from '@/lib/texts';
import { Picture, type PictureSource } from './Picture';

interface Props {
  id: number;
  name: string;
  brand: string | null;
  price: { amount: number; currency: string };
  picture: PictureSource;
  isAvailable: boolean;
  /** Load its picture at once: the first row of a page. */
  isFirst?: boolean;
  /** A button over the picture's corner. */
  corner?: ReactNode;
  /** A button over the picture's lower corner. */
  lowerCorner?: ReactNode;
  /** A button at the end of the last line. */
  foot?: ReactNode;
}

export function Tile({ id, name, brand, price, picture, isAvailable, isFirst = false, ...more }: Props) {
  const { corner, lowerCorner, foot } = more;
  const { common } = useTexts();
  return (
    <Box component="article" aria-label={name} sx={{ position: 'relative', alignSelf: 'start', minWidth: 0 }}>
      <Box component={Link} to={`/items/${id}`} sx={TILE}>
        <Box className="frame" sx={FRAME}>
          <Picture picture={picture} alt="" sizes="(min-width: 900px) 290px, 46vw" isFirst={isFirst} />
          {!isAvailable && (
            <Box component="span" sx={SOLD_OUT}>
              {common.soldOut}
            </Box>
          )}
        </Box>
        <Box sx={LINE}>
          <Typography component="h3" variant="body2" sx={NAME}>
            {name}
          </Typography>
          <Typography component="span" variant="body2" sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>
            {formatMoney(price)}
          </Typography>
        </Box>
        {(brand || foot) && (
          <Typography
            variant="caption"
            color="textSecondary"
            component="p"
            sx={foot ? BESIDE_FOOT : undefined}
          >
            {brand}
          </Typography>
        )}
      </Box>
      {corner !== undefined && <Box sx={{ position: 'absolute', top: 2, right: 2 }}>{corner}</Box>}
      {lowerCorner && (
        <Box sx={OVER_FRAME}>
          <Box sx={{ pointerEvents: 'auto' }}>{lowerCorner}</Box>
        </Box>
      )}
      {foot !== undefined && <Box sx={{ position: 'absolute', bottom: -15, right: -14 }}>{foot}</Box>}
    </Box>
  );
}

const LINE = { display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: 1.5 } as const;

/** Where large letters leave the name no room beside the price, the price goes below. */
const NAME = { flex: '1 1 5.5rem', minWidth: 0, fontWeight: 600, overflowWrap: 'anywhere' } as const;

const BESIDE_FOOT = { pr: 5, minHeight: '1.4em' } as const;

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

const FRAME = {
  position: 'relative',
  aspectRatio: '3 / 4',
  borderRadius: 1,
  overflow: 'hidden',
  mb: 1.25,
} as const;

/** As large as the picture, so that its lower corner is found; what is not a button lets taps through. */
const OVER_FRAME = {
  position: 'absolute',
  inset: '0 0 auto',
  aspectRatio: '3 / 4',
  display: 'flex',
  alignItems: 'flex-end',
  justifyContent: 'flex-end',
  p: '2px',
  pointerEvents: 'none',
} as const;

const SOLD_OUT = {
  position: 'absolute',
  left: 10,
  bottom: 10,
  px: 1.25,
  py: 0.25,
  borderRadius: 999,
  typography: 'caption',
  bgcolor: 'background.paper',
} as const;
