/** The details of the card in hand on a phone, without leaving the deck. */
import type { DeckCard } from '@/api/types';
import { useTexts } from '@/lib/texts';
import { LinkButton } from '@/ui/LinkButton';
import { Sheet } from '@/ui/Sheet';
import { CardDetails } from './CardDetails';

export default function DetailsSheet({ card, onClose }: { card: DeckCard; onClose: () => void }) {
  const { deck } = useTexts();
  return (
    <Sheet
      title={card.name}
      onClose={onClose}
      actions={
        <LinkButton to="/items/$id" params={{ id: String(card.item_id) }} variant="contained">
          {deck.openItem}
        </LinkButton>
      }
    >
      <CardDetails card={card} />
    </Sheet>
  );
}
