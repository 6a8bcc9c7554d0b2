/** Puts a vendor's offer, or the boutique's own, into the cart. */
import Button from '@mui/material/Button';
import type { Offer } from '@/api/types';
import { useTexts } from '@/lib/texts';
import { useCart } from './cart';

export function AddOffer({ offer, itemId }: { offer: Offer; itemId: number }) {
  const { cart: texts } = useTexts();
  const { add } = useCart();
  if (offer.offer_id === null) return null; // the boutique's own has its button above
  const { offer_id } = offer;
  const label = add.isSuccess ? texts.addedFrom : texts.addFrom;
  return (
    <Button
      variant="outlined"
      size="small"
      disabled={add.isPending || add.isSuccess}
      aria-label={add.isError ? undefined : label(offer.vendor_title)}
      onClick={() => add.mutate({ item_id: itemId, offer_id, ...(offer.size && { size: offer.size }) })}
    >
      {add.isSuccess ? texts.added : add.isError ? texts.again : texts.add}
    </Button>
  );
}
