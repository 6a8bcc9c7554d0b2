/** What there is to know about an item in short: its words, its sizes, who sells it. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Item } from '@/api/types';
import { useTexts } from '@/lib/texts';
import { titleOf, wordOf, wordsOf } from '@/lib/texts/words';
import { sizesOf } from './sizes';

export function ItemFacts({ item }: { item: Item }) {
  const { item: texts } = useTexts();
  const rows: [string, string][] = [
    [texts.soldBy, [item.boutique.name, item.boutique.city].filter(Boolean).join(', ')],
    [texts.colours, wordsOf(item.colours)],
    [texts.material, item.material ? wordOf(item.material) : ''],
    [texts.pattern, item.pattern ? wordOf(item.pattern) : ''],
    [texts.season, wordsOf(item.season)],
    [texts.details, wordsOf(item.tags)],
  ];
  return (
    <>
      {item.description && <Typography sx={{ mb: 3, maxWidth: '60ch' }}>{item.description}</Typography>}
      <Sizes variants={item.variants} />
      <Box component="dl" sx={LIST}>
        {rows
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <Box key={name} sx={{ display: 'contents' }}>
              <Typography component="dt" variant="body2" color="textSecondary">
                {name}
              </Typography>
              <Typography component="dd" variant="body2" sx={{ m: 0 }}>
                {titleOf(value)}
              </Typography>
            </Box>
          ))}
      </Box>
    </>
  );
}

/** Sizes that are sold out are greyed, not hidden. */
function Sizes({ variants }: { variants: Item['variants'] }) {
  const { item } = useTexts();
  const sizes = sizesOf(variants);
  if (!sizes.length) return null;
  return (
    <Box sx={{ mb: 3 }}>
      <Typography id="sizes" variant="h3" component="h3" gutterBottom>
        {item.size}
      </Typography>
      <Box component="ul" aria-labelledby="sizes" sx={ROW}>
        {sizes.map(({ size, stock }) => (
          <Box
            component="li"
            key={size}
            aria-label={stock === 0 ? item.sizeSoldOut(size) : size}
            data-gone={stock === 0 || undefined}
            sx={SIZE}
          >
            {size}
          </Box>
        ))}
      </Box>
    </Box>
  );
}

const LIST = {
  display: 'grid',
  gridTemplateColumns: 'max-content minmax(0, 1fr)',
  columnGap: 3,
  rowGap: 0.75,
  mb: 3,
} as const;

const ROW = { display: 'flex', flexWrap: 'wrap', gap: 1, m: 0, p: 0, listStyle: 'none' } as const;

const SIZE = {
  minWidth: 44,
  px: 1,
  py: 0.5,
  border: 1,
  borderColor: 'edge',
  borderRadius: '8px',
  typography: 'body2',
  fontWeight: 500,
  textAlign: 'center',
  '&[data-gone]': { color: 'text.secondary', borderColor: 'divider', textDecoration: 'line-through' },
} as const;
