/** The sizes of an item, one to choose; those sold out are greyed, not hidden. */
import Box from '@mui/material/Box';
import type { Item } from '@/api/types';
import { useTexts } from '@/lib/texts';
import { HIDDEN } from '@/ui/hidden';
import { sizesOf } from './sizes';

const FEW = 3;

interface Props {
  variants: Item['variants'];
  chosen: string | undefined;
  /** Sizes of this kind that she wears, by her profile. */
  usual: readonly string[];
  onChoose: (size: string) => void;
}

export function SizeChooser({ variants, chosen, usual, onChoose }: Props) {
  const { item } = useTexts();
  const sizes = sizesOf(variants);
  if (!sizes.length) return null;
  const now = sizes.find(({ size }) => size === chosen);
  const hers = sizes.filter(({ size }) => usual.includes(size)).map(({ size }) => size);
  return (
    <Box component="fieldset" sx={{ border: 0, m: 0, p: 0, minWidth: 0 }}>
      <Box component="legend" sx={{ typography: 'h3', p: 0, mb: 1.25 }}>
        {item.size}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {sizes.map(({ size, stock }) => (
          <Box component="label" key={size} data-gone={stock === 0 || undefined} sx={SIZE}>
            <input
              type="radio"
              name="size"
              value={size}
              checked={size === chosen}
              onChange={() => onChoose(size)}
              style={HIDDEN}
              aria-label={stock === 0 ? item.sizeSoldOut(size) : size}
            />
            <span aria-hidden>{size}</span>
          </Box>
        ))}
      </Box>
      <Box role="status" sx={{ typography: 'body2', color: 'text.secondary', mt: 1, minHeight: '1.5em' }}>
        {now ? stockOf(now.stock, item) : hers.length > 0 && item.yourSize(hers.join(', '))}
      </Box>
    </Box>
  );
}

function stockOf(stock: number, item: ReturnType<typeof useTexts>['item']): string {
  if (stock === 0) return item.soldOutHere;
  return stock <= FEW ? item.lastPieces(stock) : item.isInStock;
}

const SIZE = {
  position: 'relative',
  display: 'grid',
  placeItems: 'center',
  minWidth: 56,
  minHeight: 48,
  px: 1.5,
  borderRadius: '10px',
  border: 1,
  borderColor: 'edge',
  bgcolor: 'background.paper',
  fontWeight: 500,
  cursor: 'pointer',
  '&:hover': { borderColor: 'text.primary' },
  '&:has(input:focus-visible)': { outline: '2px solid', outlineColor: 'secondary.main', outlineOffset: 3 },
  '&[data-gone]': {
    color: 'text.secondary',
    borderColor: 'divider',
    bgcolor: 'transparent',
    // A thread drawn through it.
    backgroundImage:
      'linear-gradient(to top left, transparent calc(50% - 0.7px), var(--mui-palette-edge) 50%, transparent calc(50% + 0.7px))',
  },
  '&:has(input:checked)': {
    borderColor: 'primary.main',
    boxShadow: 'inset 0 0 0 1px var(--mui-palette-primary-main)',
  },
  '&:not([data-gone]):has(input:checked)': { bgcolor: 'primary.main', color: 'primary.contrastText' },
} as const;
