/** An item's page when the item is there. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Item, User } from '@/api/types';
import { BoutiquePlate } from '@/features/boutiques/BoutiquePlate';
import { FactList } from '@/features/catalogue/FactList';
import { Gallery } from '@/features/catalogue/Gallery';
import { SimilarItems } from '@/features/catalogue/SimilarItems';
import { SizeChooser } from '@/features/catalogue/SizeChooser';
import { picturesOf } from '@/features/catalogue/queries';
import { slugOf } from '@/features/catalogue/searching';
import { formatMoney } from '@/lib/money';
import { useTexts } from '@/lib/texts';
import { titleOf, wordOf } from '@/lib/texts/words';
import { ActionBar } from '@/ui/ActionBar';
import { TextLink } from '@/ui/TextLink';
import { Saving } from './Saving';
import { WhyButton } from './WhyButton';
import { COLUMNS, WORDS } from './columns';

export function ShownItem({ item, user }: { item: Item; user: User | null }) {
  const { item: texts } = useTexts();
  const isWide = useMediaQuery('(min-width: 900px)', { noSsr: true });
  const { size: wished } = useSearch({ from: '/items/$id' });
  const size = item.variants.find((variant) => variant.size === wished)?.size;
  const navigate = useNavigate({ from: '/items/$id' });
  const pictures = picturesOf(item);
  const price = formatMoney(item.price);
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
          </Box>
          <SizeChooser
            variants={item.variants}
            chosen={size}
            usual={usualSizes(user, item.category)}
            onChoose={(next) => void navigate({ search: { size: next }, replace: true, resetScroll: false })}
          />
          {isWide && <Saving item={item} user={user} />}
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
      <SimilarItems itemId={item.item_id} />
      {!isWide && (
        <ActionBar>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Box component="span" sx={{ display: 'block', fontWeight: 600 }}>
              {price}
            </Box>
            <Box component="span" sx={{ display: 'block', typography: 'caption', color: 'text.secondary' }}>
              {size ? `${texts.size} ${size}` : titleOf(item.category)}
            </Box>
          </Box>
          <Saving item={item} user={user} />
        </ActionBar>
      )}
    </>
  );
}

/** The sizes that she told us fit, for this kind of clothes. */
function usualSizes(user: User | null, category: string): readonly string[] {
  const sizes = Object.entries((user?.preferences.sizes ?? {}) as Record<string, string[]>);
  return sizes.find(([kind]) => slugOf(kind) === slugOf(category))?.[1] ?? [];
}

const BRAND = {
  display: 'inline-flex',
  alignItems: 'center',
  minHeight: 44,
  color: 'text.secondary',
  fontWeight: 500,
} as const;
