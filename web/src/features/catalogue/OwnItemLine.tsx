/** One item in its boutique's list: the picture, what it is, and how many there are; the whole line is a link. */
import Box from '@mui/material/Box';
import { Link } from '@tanstack/react-router';
import type { OwnItemRow } from '@/api/types';
import { formatMoney } from '@/lib/money';
import { useItemTexts } from '@/lib/texts/items';
import { titleOf, wordOf } from '@/lib/texts/words';
import { Picture } from '@/ui/Picture';

export function OwnItemLine({ item }: { item: OwnItemRow }) {
  const texts = useItemTexts();
  const { stock, low, is_active } = item;
  const hasColours = new Set(low.map(({ colour }) => colour)).size > 1;
  const sizes = low.map(({ size, colour, stock: left }) => {
    const name = [size, hasColours ? wordOf(colour) : ''].filter(Boolean).join(' ');
    return name ? `${name} (${left})` : String(left);
  });
  return (
    <Box component={Link} to={`/boutique/items/${item.item_id}`} sx={LINE}>
      <Box data-hidden={!is_active || undefined} sx={PICTURE}>
        <Picture picture={item} alt="" sizes="60px" />
      </Box>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box component="span" sx={{ display: 'block', fontWeight: 600, overflowWrap: 'anywhere' }}>
          {item.name}
        </Box>
        <Box component="span" sx={{ ...SMALL, overflowWrap: 'anywhere' }}>
          {`${titleOf(item.category)} · ${item.external_id}`}
        </Box>
        {!is_active && (
          <Box component="span" sx={{ ...SMALL, color: 'text.primary', fontWeight: 600 }}>
            {texts.hidden}
          </Box>
        )}
        {is_active && sizes.length > 0 && (
          <Box component="span" sx={{ ...SMALL, color: 'secondary.main', fontWeight: 600 }}>
            {texts.low(sizes.join(', '))}
          </Box>
        )}
      </Box>
      <Box sx={{ textAlign: 'right', flex: 'none' }}>
        <Box component="span" sx={{ display: 'block', fontWeight: 600, whiteSpace: 'nowrap' }}>
          {formatMoney(item.price)}
        </Box>
        <Box component="span" sx={SMALL}>
          {stock === null ? texts.toOrder : texts.stock(stock)}
        </Box>
      </Box>
    </Box>
  );
}

const LINE = {
  display: 'flex',
  alignItems: 'center',
  gap: 2,
  py: 1.5,
  minHeight: 104,
  borderBottom: 1,
  borderColor: 'divider',
  color: 'inherit',
  textDecoration: 'none',
  '&:hover': { bgcolor: 'sunken' },
} as const;

const PICTURE = {
  position: 'relative',
  width: 60,
  aspectRatio: '3 / 4',
  flex: 'none',
  borderRadius: 1,
  overflow: 'hidden',
  '&[data-hidden]': { opacity: 0.5 },
} as const;

const SMALL = { display: 'block', typography: 'body2', color: 'text.secondary' } as const;
