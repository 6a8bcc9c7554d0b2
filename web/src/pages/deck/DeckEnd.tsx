/** What stands in the deck's place when there is no card: its end, or why it could not be fetched. */
import Button from '@mui/material/Button';
import { messageOf } from '@/api/problem';
import { LinkButton } from '@/ui/LinkButton';
import { Notice } from '@/ui/Notice';

export function DeckEnd({ onRetry }: { onRetry: () => void }) {
  return (
    <Notice
      title="You have seen everything for now"
      text="New pieces will come. Until then, look at what you saved or search the shop."
    >
      <LinkButton to="/favourites" variant="contained">
        See your favourites
      </LinkButton>
      <LinkButton to="/search" variant="outlined">
        Search the shop
      </LinkButton>
      <Button onClick={onRetry}>Look again</Button>
    </Notice>
  );
}

export function DeckTrouble({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <Notice isError title="The deck did not arrive" text={messageOf(error)}>
      <Button variant="contained" onClick={onRetry}>
        Try again
      </Button>
    </Notice>
  );
}
