/** An item's page when the item is there. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Suspense, lazy, useState } from 'react';
import type { Item, User } from '@/api/types';
import { messageOf } from '@/api/problem';
import { BoutiquePlate } from '@/features/boutiques/BoutiquePlate';
import { AddToCart } from '@/features/cart/AddToCart';
import { FactList } from '@/features/catalogue/FactList';
import { Gallery } from '@/features/catalogue/Gallery';
import { SimilarItems } from '@/features/catalogue/SimilarItems';
import { SizeChooser } from '@/features/catalogue/SizeChooser';
import { picturesOf } from '@/features/catalogue/queries';
import { sizeToBuy } from '@/features/catalogue/sizes';
import { usualSizes } from '@/features/catalogue/usual';
import { OwnReduction } from '@/features/prices/OwnReduction';
import { useIsLater } from '@/lib/firstDraw';
import { formatMoney } from '@/lib/money';
import { useTexts } from '@/lib/texts';
import { titleOf, wordOf } from '@/lib/texts/words';
import { ActionBar } from '@/ui/ActionBar';
import { LinkButton } from '@/ui/LinkButton';
import { Snack, type SnackContent } from '@/ui/Snack';
import { TextLink } from '@/ui/TextLink';
import { Saving } from './Saving';
import { WhyButton } from './WhyButton';
import { COLUMNS, WORDS } from './columns';

const Prices = lazy(() => import('./Prices'));

export function ShownItem({ item, user }: { item: Item; user: User | null }) {
  const { item: texts, cart } = useTexts();
  const [snack, setSnack] = useState<SnackContent | null>(null);
  const isLater = useIsLater();
  const isWide = useMediaQuery('(min-width: 900px)', { noSsr: true });
  const { size: wished } = useSearch({ from: '/items/$id' });
  const size = item.variants.find((variant) => variant.size === wished)?.size;
  const navigate = useNavigate({ from: '/items/$id' });
  const pictures = picturesOf(item);
  const price = formatMoney(item.price);
  const bought = item.in_stock ? sizeToBuy(item.variants, size) : null;
  const buy = bought !== null && (
    <LinkButton
      to="/checkout"
      search={{ item: item.item_id, ...(bought && { size: bought }) }}
      variant="outlined"
    >
      {cart.buyNow}
    </LinkButton>
  );
  const add = (
    <AddToCart
      itemId={item.item_id}
      size={size}
      isAvailable={item.in_stock}
      onAdded={() =>
        setSnack({ text: cart.isIn, action: { label: cart.show, run: () => void navigate({ to: '/cart' }) } })
      }
      onTrouble={(error) => setSnack({ text: messageOf(error) })}
    />
  );
  return (
    <>
      <title>{`${item.name} · Modiste`}</title>
      <Box
        component="article"
        aria-labelledby="item-name"
        data-many={pictures.length > 1 || undefined}
        sx={COLUMNS}
      >
        <Gallery
          name={item.name}
          pictures={pictures.length ? pictures : [item]}
          alt={`${item.name}, ${wordOf(item.category)}`}
        />
        <Box sx={WORDS}>
          <Box>
            <TextLink to="/search" search={{ brand: [item.brand] }} underline="hover" sx={BRAND}>
              {item.brand}
            </TextLink>
            <Typography id="item-name" variant="h1">
              {item.name}
            </Typography>
            <Typography sx={{ mt: 1.5, fontSize: '1.25rem', fontWeight: 600 }}>
              {price}
              {!item.in_stock && (
                <Box component="span" sx={{ ml: 1.5, typography: 'body2', color: 'text.secondary' }}>
                  {texts.isSoldOut}
                </Box>
              )}
            </Typography>
            {isLater && <OwnReduction itemId={item.item_id} />}
          </Box>
          <SizeChooser
            variants={item.variants}
            chosen={size}
            usual={usualSizes(user, item.category)}
            onChoose={(next) => void navigate({ search: { size: next }, replace: true, resetScroll: false })}
          />
          {!isWide && buy}
          {isWide && (
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
              {add}
              {buy}
              <Saving item={item} user={user} />
            </Box>
          )}
          {item.description && <Typography sx={{ maxWidth: '60ch' }}>{item.description}</Typography>}
          {user && <WhyButton item={item} userId={user.id} />}
          <section aria-labelledby="facts">
            <Typography id="facts" variant="h2" sx={{ mb: 1.5 }}>
              {texts.facts}
            </Typography>
            <FactList item={item} />
          </section>
          <Box sx={{ '& > a': { borderTop: 0 } }}>
            <BoutiquePlate boutique={item.boutique} intro={texts.soldBy} />
          </Box>
        </Box>
      </Box>
      <Suspense>{isLater && <Prices item={item} user={user} size={size} />}</Suspense>
      <SimilarItems itemId={item.item_id} />
      {!isWide && (
        <ActionBar>
          <Box sx={{ flex: '1 0 auto', textAlign: 'left' }}>
            <Box component="span" sx={{ display: 'block', fontWeight: 600 }}>
              {price}
            </Box>
            <Box component="span" sx={{ display: 'block', typography: 'caption', color: 'text.secondary' }}>
              {size ? `${texts.size} ${size}` : titleOf(item.category)}
            </Box>
          </Box>
          {add}
          <Saving item={item} user={user} />
        </ActionBar>
      )}
      <Snack content={snack} onGone={() => setSnack(null)} />
    </>
  );
}

const BRAND = {
  display: 'inline-flex',
  alignItems: 'center',
  minHeight: 44,
  color: 'text.secondary',
  fontWeight: 500,
} as const;
