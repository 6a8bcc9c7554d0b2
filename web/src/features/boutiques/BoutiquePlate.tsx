/** A boutique as a line in a list: mark, name and city; the whole line leads to its page. */
import Box from '@mui/material/Box';
import { Link } from '@tanstack/react-router';
import type { Boutique } from '@/api/types';
import { ForwardIcon } from '@/ui/furtherIcons';
import { BoutiqueMark } from './BoutiqueMark';

type Shown = Pick<Boutique, 'slug' | 'name' | 'city'> & { logo_url?: string | null };

export function BoutiquePlate({ boutique, intro }: { boutique: Shown; intro?: string }) {
  return (
    <Box component={Link} to={`/boutiques/${boutique.slug}`} sx={PLATE}>
      <BoutiqueMark boutique={boutique} size={48} />
      <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
        {intro && (
          <Box component="span" sx={{ display: 'block', typography: 'caption', color: 'text.secondary' }}>
            {intro}
          </Box>
        )}
        <Box component="span" sx={{ display: 'block', typography: 'h2' }}>
          {boutique.name}
        </Box>
        <Box component="span" sx={{ display: 'block', typography: 'body2', color: 'text.secondary' }}>
          {boutique.city}
        </Box>
      </Box>
      <ForwardIcon fontSize="small" sx={{ color: 'text.secondary' }} />
    </Box>
  );
}

const PLATE = {
  display: 'flex',
  alignItems: 'center',
  gap: 2,
  minHeight: 80,
  py: 1.5,
  color: 'inherit',
  textDecoration: 'none',
  borderTop: 1,
  borderColor: 'divider',
  '& svg': { transition: 'transform 240ms' },
  '&:hover svg': { transform: 'translateX(4px)' },
  '@media (prefers-reduced-motion: reduce)': { '& svg': { transition: 'none' } },
} as const;
