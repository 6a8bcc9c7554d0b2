/** Sizes that run low or are sold out: the picture, which size, how many want it. */
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { Link } from '@tanstack/react-router';
import type { Shelf } from '@/api/types';
import { useInsightTexts } from '@/lib/texts/insights';
import { Picture } from '@/ui/Picture';
import { pathOf } from './figures';

export function ShelfList({ shelf, label }: { shelf: Shelf; label: string }) {
  const texts = useInsightTexts();
  return (
    <>
      <Box component="ul" aria-label={label} sx={LIST}>
        {shelf.lines.map(({ item_id, name, size, colour, stock, wanted, ...picture }) => (
          <li key={`${item_id} ${size} ${colour}`}>
            <ButtonBase component={Link} to={pathOf(item_id)} sx={LINE}>
              <Box sx={PICTURE}>
                <Picture picture={picture} alt="" sizes="48px" />
              </Box>
              <Box sx={{ minWidth: 0 }}>
                <b>{name}</b>
                <Box sx={{ color: 'text.secondary' }}>
                  {[size, colour, stock > 0 && texts.left(stock)].filter(Boolean).join(' · ')}
                </Box>
                {wanted > 0 && <Box sx={{ color: 'secondary.main' }}>{texts.wanted(wanted)}</Box>}
              </Box>
            </ButtonBase>
          </li>
        ))}
      </Box>
      {shelf.count > shelf.lines.length && (
        <Box sx={{ mt: 1.5, typography: 'body2', color: 'text.secondary' }}>
          {texts.andMore(shelf.count - shelf.lines.length)}
        </Box>
      )}
    </>
  );
}

const LIST = {
  display: 'grid',
  gridTemplateColumns: { xs: '1fr', sm: 'repeat(2, minmax(0, 1fr))' },
  columnGap: 3,
  m: 0,
  p: 0,
  listStyle: 'none',
} as const;

const LINE = {
  display: 'grid',
  gridTemplateColumns: '48px minmax(0, 1fr)',
  justifyContent: 'stretch',
  gap: 1.5,
  width: 1,
  py: 1.25,
  borderBottom: 1,
  borderColor: 'divider',
  font: 'inherit',
  typography: 'body2',
  textAlign: 'left',
  color: 'text.primary',
  overflowWrap: 'anywhere',
  '& b': { fontWeight: 600 },
  '&:hover': { bgcolor: 'sunken' },
} as const;

const PICTURE = { position: 'relative', aspectRatio: '3 / 4', borderRadius: 1, overflow: 'hidden' } as const;
