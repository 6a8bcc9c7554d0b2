/** What there is to know about an item: its words, its sizes, who sells it. */
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Typography from '@mui/material/Typography';
import type { Item } from '@/api/types';

export function ItemFacts({ item }: { item: Item }) {
  const rows: [string, string][] = [
    ['Sold by', [item.boutique.name, item.boutique.city].filter(Boolean).join(', ')],
    ['Colours', item.colours.join(', ')],
    ['Material', item.material ?? ''],
    ['Pattern', item.pattern ?? ''],
    ['Season', item.season.join(', ')],
  ];
  return (
    <>
      {item.description && <Typography sx={{ mb: 3, maxWidth: '60ch' }}>{item.description}</Typography>}
      <Sizes variants={item.variants} />
      <Box
        component="dl"
        sx={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', columnGap: 3, rowGap: 0.75, mb: 3 }}
      >
        {rows
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <Box key={name} sx={{ display: 'contents' }}>
              <Typography component="dt" variant="body2" color="textSecondary">
                {name}
              </Typography>
              <Typography component="dd" variant="body2" sx={{ m: 0 }}>
                {value}
              </Typography>
            </Box>
          ))}
      </Box>
      {item.tags.length > 0 && (
        <Box component="ul" aria-label="Tags" sx={{ ...ROW, mb: 3 }}>
          {item.tags.map((tag) => (
            <li key={tag}>
              <Chip label={tag} size="small" />
            </li>
          ))}
        </Box>
      )}
    </>
  );
}

/** Sizes that are sold out are greyed, not hidden. */
function Sizes({ variants }: { variants: Item['variants'] }) {
  if (!variants.length) return null;
  const stock = new Map<string, number>();
  for (const { size, stock: pieces } of variants) stock.set(size, (stock.get(size) ?? 0) + pieces);
  return (
    <Box sx={{ mb: 3 }}>
      <Typography id="sizes" variant="h3" component="h3" gutterBottom>
        Sizes
      </Typography>
      <Box component="ul" aria-labelledby="sizes" sx={ROW}>
        {[...stock].map(([size, pieces]) => (
          <li key={size}>
            <Chip
              label={size}
              variant="outlined"
              disabled={pieces === 0}
              aria-label={pieces === 0 ? `${size}, sold out` : size}
              sx={{ minWidth: 48, textDecoration: pieces === 0 ? 'line-through' : 'none' }}
            />
          </li>
        ))}
      </Box>
    </Box>
  );
}

const ROW = { display: 'flex', flexWrap: 'wrap', gap: 1, m: 0, p: 0, listStyle: 'none' } as const;
