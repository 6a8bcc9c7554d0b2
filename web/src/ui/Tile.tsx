/** One item in a grid: picture, name, brand and price; the whole tile is a link. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatMoney } from '@/lib/money';
import { Picture } from './Picture';

interface Props {
  id: number;
  name: string;
  brand: string | null;
  price: { amount: number; currency: string };
  picture: string | null;
  colour: string | null;
  isAvailable: boolean;
  /** A button over the picture's corner. */
  corner?: ReactNode;
}

export function Tile({ id, name, brand, price, picture, colour, isAvailable, corner }: Props) {
  return (
    <Box component="article" aria-label={name} sx={{ position: 'relative' }}>
      <Box
        component={Link}
        to={`/items/${id}`}
        sx={{
          display: 'block',
          color: 'inherit',
          textDecoration: 'none',
          borderRadius: '16px',
          '&:hover img': { transform: 'scale(1.02)' },
          '& img': {
            transition: 'transform 300ms',
            '@media (prefers-reduced-motion: reduce)': { transition: 'none' },
          },
        }}
      >
        <Box
          sx={{ position: 'relative', aspectRatio: '3 / 4', borderRadius: '16px', overflow: 'hidden', mb: 1 }}
        >
          <Picture src={picture} alt={name} colour={colour} />
        </Box>
        <Typography component="h3" variant="h3" sx={{ overflowWrap: 'anywhere' }}>
          {name}
        </Typography>
        {brand && (
          <Typography variant="body2" color="textSecondary">
            {brand}
          </Typography>
        )}
        <Typography variant="body2" sx={{ mt: 0.5 }}>
          {formatMoney(price)}
          {!isAvailable && (
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {' · sold out'}
            </Box>
          )}
        </Typography>
      </Box>
      {corner !== undefined && <Box sx={{ position: 'absolute', top: 8, right: 8 }}>{corner}</Box>}
    </Box>
  );
}
