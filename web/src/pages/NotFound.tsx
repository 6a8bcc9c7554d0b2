/** An address that leads nowhere. */
import { LinkButton } from '@/ui/LinkButton';
import { Notice } from '@/ui/Notice';

export function NotFound() {
  return (
    <Notice
      title="There is nothing here"
      text="This page does not exist, or the item was taken out of the shop."
    >
      <title>Not found · Modiste</title>
      <LinkButton to="/" variant="contained">
        To the deck
      </LinkButton>
      <LinkButton to="/search" variant="outlined">
        Search the shop
      </LinkButton>
    </Notice>
  );
}
