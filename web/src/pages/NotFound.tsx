/** An address that leads nowhere. */
import { useTexts } from '@/lib/texts';
import { LinkButton } from '@/ui/LinkButton';
import { Notice } from '@/ui/Notice';

export function NotFound() {
  const { common } = useTexts();
  return (
    <Notice title={common.notFound} text={common.notFoundText}>
      <title>{`${common.notFoundTitle} · Modiste`}</title>
      <LinkButton to="/" variant="contained">
        {common.toDeck}
      </LinkButton>
      <LinkButton to="/search" variant="outlined">
        {common.searchShop}
      </LinkButton>
    </Notice>
  );
}
