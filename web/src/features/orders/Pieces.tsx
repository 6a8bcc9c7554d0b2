/** Pieces that were or will be bought: the picture, what it is, how many, and what that costs. */
import Box from '@mui/material/Box';
import { Link } from '@tanstack/react-router';
import type { Money } from '@/api/types';
import { formatMoney } from '@/lib/money';
import { useOrderTexts } from '@/lib/texts/orders';
import { Picture } from '@/ui/Picture';

export interface Piece {
  item_id: number | null;
  title: string;
  brand: string;
  size: string;
  colour: string;
  image_url: string;
  quantity: number;
  total: Money;
  before?: Money | null;
}

export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  const texts = useOrderTexts();
  return (
    <Box component="ul" sx={{ m: 0, mt: 1, p: 0, listStyle: 'none' }}>
      {pieces.map((piece) => (
        <Box component="li" key={`${piece.item_id} ${piece.title} ${piece.size} ${piece.colour}`} sx={PIECE}>
          <Box sx={PICTURE}>
            <Picture picture={pictureOf(piece.image_url)} alt="" sizes="64px" />
          </Box>
          <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
            {piece.item_id === null ? (
              <b>{piece.title}</b>
            ) : (
              <Box component={Link} to={`/items/${piece.item_id}`} sx={NAME}>
                {piece.title}
              </Box>
            )}
            <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
              {[piece.brand, piece.size, piece.colour].filter(Boolean).join(' · ')}
            </Box>
            {piece.before && (
              <Box sx={{ typography: 'body2', color: 'warning.main', fontWeight: 500 }}>
                {texts.was(formatMoney(piece.before))}
              </Box>
            )}
          </Box>
          <Box sx={{ textAlign: 'right', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
            <Box sx={{ fontWeight: 600 }}>{formatMoney(piece.total)}</Box>
            {piece.quantity > 1 && (
              <Box sx={{ typography: 'body2', color: 'text.secondary' }}>{texts.times(piece.quantity)}</Box>
            )}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

function pictureOf(url: string) {
  return { image_url: url || null, image_srcset: null, image_colour: null, image_blurhash: null };
}

const PIECE = {
  display: 'grid',
  gridTemplateColumns: '64px minmax(0, 1fr) auto',
  gap: 2,
  py: 1.5,
  borderTop: 1,
  borderColor: 'divider',
} as const;

const PICTURE = { position: 'relative', aspectRatio: '3 / 4', borderRadius: 1, overflow: 'hidden' } as const;

const NAME = {
  // As high as a fingertip, and the lines stay as close as they are.
  display: 'inline-block',
  position: 'relative',
  py: 1.25,
  my: -1.25,
  color: 'inherit',
  fontWeight: 600,
  textDecoration: 'none',
  '&:hover': { textDecoration: 'underline' },
} as const;
