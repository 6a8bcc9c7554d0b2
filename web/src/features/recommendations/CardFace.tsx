/** What a card of the deck shows: the picture, name, brand, price, and why it is here. */
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { DeckCard } from '@/api/types';
import { formatMoney } from '@/lib/money';
import { Picture } from '@/ui/Picture';

const STAMP = {
  position: 'absolute',
  top: 20,
  px: 1.5,
  py: 0.5,
  borderRadius: 1,
  bgcolor: 'background.paper',
  fontWeight: 700,
  opacity: 0,
} as const;

const TWO_LINES = {
  outline: 'none',
  overflow: 'hidden',
  display: '-webkit-box',
  WebkitBoxOrient: 'vertical',
  WebkitLineClamp: '2',
} as const;

export function CardFace({ card, headingId }: { card: DeckCard; headingId: string }) {
  const reason = card.reasons[0]?.text;
  return (
    <>
      <Box sx={{ position: 'relative', flex: 1, minHeight: 0 }}>
        <Picture
          src={card.image_url}
          alt={`${card.name}, ${card.category}`}
          colour={card.image_colour}
          isFirst
        />
        <Box
          aria-hidden
          sx={{
            ...STAMP,
            left: 20,
            color: 'success.main',
            '[data-leaning=right] &': { opacity: 'var(--progress, 0)' },
          }}
        >
          Save
        </Box>
        <Box
          aria-hidden
          sx={{
            ...STAMP,
            right: 20,
            color: 'text.primary',
            '[data-leaning=left] &': { opacity: 'var(--progress, 0)' },
          }}
        >
          Not for me
        </Box>
      </Box>
      <Box sx={{ px: 2.5, pt: 2, pb: 2, minHeight: 118 }}>
        <Stack direction="row" sx={{ justifyContent: 'space-between', alignItems: 'baseline', gap: 2 }}>
          <Typography id={headingId} variant="h2" tabIndex={-1} sx={TWO_LINES}>
            {card.name}
          </Typography>
          <Typography sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>{formatMoney(card.price)}</Typography>
        </Stack>
        <Typography variant="body2" color="textSecondary" noWrap>
          {[card.brand, card.category].filter(Boolean).join(' · ')}
        </Typography>
        {reason !== undefined && (
          <Typography variant="body2" noWrap sx={{ mt: 1, color: 'primary.main' }}>
            {reason}
          </Typography>
        )}
      </Box>
    </>
  );
}
