/** The item's own button: into the cart, in the chosen size. */
import Button from '@mui/material/Button';
import { useTexts } from '@/lib/texts';
import { useCart } from './cart';

interface Props {
  itemId: number;
  size: string | undefined;
  isAvailable: boolean;
  onAdded: () => void;
  onTrouble: (error: unknown) => void;
}

export function AddToCart({ itemId, size, isAvailable, onAdded, onTrouble }: Props) {
  const { cart: texts } = useTexts();
  const { add } = useCart();
  return (
    <Button
      variant="contained"
      disabled={!isAvailable || add.isPending}
      onClick={() =>
        add.mutate({ item_id: itemId, ...(size && { size }) }, { onSuccess: onAdded, onError: onTrouble })
      }
    >
      {isAvailable ? texts.add : texts.soldOut}
    </Button>
  );
}
