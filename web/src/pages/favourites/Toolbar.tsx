/** Words and order of a list of favourites. */
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { type FavouriteWish, SORTS } from '@/features/swipes/favourites';
import { useTexts } from '@/lib/texts';
import { ChoiceSelect } from '@/ui/ChoiceSelect';
import { WordsField } from '@/ui/WordsField';

type Wish = Pick<FavouriteWish, 'q' | 'sort'>;

interface Props {
  /** What the list is of. */
  title: ReactNode;
  label: string;
  wish: Wish;
  onChange: (wish: Wish) => void;
}

export function Toolbar({ title, label, wish: { q, sort }, onChange }: Props) {
  const { favourites } = useTexts();
  return (
    <Box role="search" sx={BAR}>
      <Box sx={{ minWidth: 0 }}>{title}</Box>
      <WordsField
        label={label}
        value={q ?? ''}
        onChange={(words) => onChange({ ...(words && { q: words }), ...(sort && { sort }) })}
      />
      <ChoiceSelect
        label={favourites.order}
        value={sort ?? 'added'}
        choices={SORTS.map((value) => ({ value, label: favourites.sorts[value] }))}
        onChange={(next) => onChange({ ...(q && { q }), ...(next !== 'added' && { sort: next }) })}
      />
    </Box>
  );
}

const BAR = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  columnGap: { xs: 2, md: 5 },
  mb: 3,
  '& > :nth-of-type(1)': { flex: '1 1 auto' },
  '& > :nth-of-type(2)': { flex: { xs: '1 0 100%', md: '0 1 320px' }, order: { xs: 1, md: 0 } },
} as const;
