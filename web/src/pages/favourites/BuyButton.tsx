/** Over the lower corner of a tile's picture: asks for the size, and buys. */
import { useTexts } from '@/lib/texts';
import { CornerButton } from '@/ui/CornerButton';
import { BagIcon } from '@/ui/icons';

export function BuyButton({ name, onClick }: { name: string; onClick: () => void }) {
  const { cart } = useTexts();
  return (
    <CornerButton label={`${cart.add}: ${name}`} onClick={onClick}>
      <BagIcon fontSize="small" sx={{ color: 'text.primary' }} />
    </CornerButton>
  );
}
