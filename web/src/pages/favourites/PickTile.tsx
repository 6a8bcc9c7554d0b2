/** A favourite to tick: the whole tile is the box's label. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Favourite } from '@/api/types';
import { formatMoney } from '@/lib/money';
import { useTexts } from '@/lib/texts';
import { Picture } from '@/ui/Picture';
import { Tick } from '@/ui/Tick';

interface Props {
  card: Favourite;
  isChosen: boolean;
  /** It is in the collection already. */
  isIn: boolean;
  onChange: (isChosen: boolean) => void;
}

export function PickTile({ card, isChosen, isIn, onChange }: Props) {
  const { favourites } = useTexts();
  return (
    <Box component="label" data-in={isIn || undefined} sx={TILE}>
      <Box className="frame" sx={FRAME}>
        <Picture picture={card} alt="" sizes="(min-width: 900px) 290px, 46vw" />
        <Box sx={{ position: 'absolute', top: 10, right: 10 }}>
          <Tick isOn={isChosen || isIn} isDisabled={isIn} onChange={onChange} />
        </Box>
      </Box>
      <Typography component="span" variant="body2" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
        {card.name}
      </Typography>
      <Typography component="span" variant="caption" color="textSecondary">
        {isIn ? favourites.alreadyIn : [card.brand, formatMoney(card.price)].filter(Boolean).join(' · ')}
      </Typography>
    </Box>
  );
}

const TILE = {
  display: 'flex',
  flexDirection: 'column',
  minWidth: 0,
  cursor: 'pointer',
  '&[data-in]': { cursor: 'default' },
  '&[data-in] img': { opacity: 0.45 },
  '&:has(:checked:enabled) > .frame': {
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
} as const;
