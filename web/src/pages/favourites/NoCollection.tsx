/** A collection that is not there (any more), or not this shopper's. */
import { useTexts } from '@/lib/texts';
import { LinkButton } from '@/ui/LinkButton';
import { Notice } from '@/ui/Notice';

export function NoCollection() {
  const { favourites, common } = useTexts();
  return (
    <Notice title={favourites.collectionGone} text={favourites.collectionGoneText}>
      <title>{`${common.notFoundTitle} · Modiste`}</title>
      <LinkButton to="/favourites" variant="contained">
        {favourites.toFavourites}
      </LinkButton>
    </Notice>
  );
}
