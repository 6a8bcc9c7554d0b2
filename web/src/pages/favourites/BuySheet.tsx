/** Buying a favourite without leaving the list: its sizes, then into the cart or straight to the checkout. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import type { Favourite } from '@/api/types';
import { useUser } from '@/features/accounts/useUser';
import { AddToCart } from '@/features/cart/AddToCart';
import { SizeChooser } from '@/features/catalogue/SizeChooser';
import { itemQuery } from '@/features/catalogue/queries';
import { sizeToBuy } from '@/features/catalogue/sizes';
import { usualSizes } from '@/features/catalogue/usual';
import { formatMoney } from '@/lib/money';
import { useTexts } from '@/lib/texts';
import { LinkButton } from '@/ui/LinkButton';
import { Sheet } from '@/ui/Sheet';
import type { SnackContent } from '@/ui/Snack';

interface Props {
  piece: Favourite;
  onSaid: (content: SnackContent) => void;
  onClose: () => void;
}

export function BuySheet({ piece, onSaid, onClose }: Props) {
  const { cart, common } = useTexts();
  const user = useUser();
  const navigate = useNavigate();
  const { data: item, error, refetch } = useQuery(itemQuery(piece.item_id));
  const [size, setSize] = useState<string>();
  const bought = item?.in_stock ? sizeToBuy(item.variants, size) : null;
  const show = { label: cart.show, run: () => void navigate({ to: '/cart' }) };
  return (
    <Sheet
      title={piece.name}
      onClose={onClose}
      actions={
        item && (
          <>
            <AddToCart
              itemId={item.item_id}
              size={size}
              isAvailable={item.in_stock}
              onAdded={() => {
                onSaid({ text: cart.isIn, action: show });
                onClose();
              }}
              onTrouble={(trouble) => {
                onSaid({ text: messageOf(trouble) });
                onClose();
              }}
            />
            {bought === null ? (
              <Button variant="outlined" disabled>
                {cart.buyNow}
              </Button>
            ) : (
              <LinkButton
                to="/checkout"
                search={{ item: item.item_id, ...(bought && { size: bought }) }}
                variant="outlined"
              >
                {cart.buyNow}
              </LinkButton>
            )}
          </>
        )
      }
    >
      <Typography sx={{ fontWeight: 600, mb: 2.5 }}>{formatMoney(piece.price)}</Typography>
      {!item && !error && (
        <Box role="status" aria-label={common.loading}>
          <Skeleton variant="rounded" height={96} />
        </Box>
      )}
      {!item && error && (
        <>
          <Typography role="alert" sx={{ mb: 1 }}>
            {messageOf(error)}
          </Typography>
          <Button variant="outlined" onClick={() => void refetch()}>
            {common.tryAgain}
          </Button>
        </>
      )}
      {item && (
        <SizeChooser
          variants={item.variants}
          chosen={size}
          usual={usualSizes(user, item.category)}
          onChoose={setSize}
        />
      )}
    </Sheet>
  );
}
