/** The details of the card in hand beside it, where the screen is wide enough. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { DeckCard } from '@/api/types';
import { useTexts } from '@/lib/texts';
import { LinkButton } from '@/ui/LinkButton';
import { CardDetails } from './CardDetails';

export default function DetailsPanel({ card }: { card: DeckCard }) {
  const { deck } = useTexts();
  return (
    <Box component="aside" aria-labelledby="details" sx={{ pt: 7 }}>
      <Typography id="details" variant="h1" component="h2" tabIndex={-1} sx={{ outline: 'none', mb: 1 }}>
        {card.name}
      </Typography>
      <CardDetails card={card} />
      <LinkButton to="/items/$id" params={{ id: String(card.item_id) }} variant="outlined">
        {deck.openItem}
      </LinkButton>
      <Typography variant="caption" component="p" color="textSecondary" sx={{ mt: 4 }}>
        {deck.keys}
      </Typography>
    </Box>
  );
}
