/** More about the card in hand, without leaving the deck: why it is here, and what the catalogue says. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Drawer from '@mui/material/Drawer';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useQuery } from '@tanstack/react-query';
import { messageOf } from '@/api/problem';
import type { DeckCard } from '@/api/types';
import { ItemFacts } from '@/features/catalogue/ItemFacts';
import { itemQuery } from '@/features/catalogue/queries';
import { ReasonList } from '@/features/recommendations/ReasonList';
import { formatMoney } from '@/lib/money';
import { LinkButton } from '@/ui/LinkButton';

export default function DetailsSheet({ card, onClose }: { card: DeckCard; onClose: () => void }) {
  const isWide = useMediaQuery('(min-width: 900px)');
  const { data: item, error } = useQuery(itemQuery(card.item_id));
  return (
    <Drawer
      open
      onClose={onClose}
      anchor={isWide ? 'right' : 'bottom'}
      slotProps={{
        paper: {
          role: 'dialog',
          'aria-modal': true,
          'aria-labelledby': 'details',
          sx: {
            width: { md: 440 },
            maxHeight: { xs: '85dvh', md: 'none' },
            borderTopLeftRadius: 20,
            borderTopRightRadius: { xs: 20, md: 0 },
          },
        },
      }}
    >
      <Box sx={{ p: 3 }}>
        <Typography id="details" variant="h2" component="h2">
          {card.name}
        </Typography>
        <Typography color="textSecondary" sx={{ mb: 3 }}>
          {[card.brand, formatMoney(card.price)].filter(Boolean).join(' · ')}
        </Typography>
        <ReasonList reasons={card.reasons} />
        {item && <ItemFacts item={item} />}
        {!item && error && <Typography role="alert">{messageOf(error)}</Typography>}
        {!item && !error && <Skeleton variant="rounded" height={220} sx={{ mb: 3 }} />}
        <Stack direction="row" sx={{ gap: 1 }}>
          <LinkButton to="/items/$id" params={{ id: String(card.item_id) }} variant="contained">
            Open the item page
          </LinkButton>
          <Button onClick={onClose}>Close</Button>
        </Stack>
      </Box>
    </Drawer>
  );
}
