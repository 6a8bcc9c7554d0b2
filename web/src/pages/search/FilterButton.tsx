/** On a phone: opens the filters, and says how many are chosen. */
import ButtonBase from '@mui/material/ButtonBase';
import Box from '@mui/material/Box';
import { Suspense, lazy, useState } from 'react';
import type { SearchPage } from '@/api/types';
import { type Search, filtersOf } from '@/features/catalogue/searching';
import { useTexts } from '@/lib/texts';
import { FilterIcon } from '@/ui/icons';

const FilterSheet = lazy(() => import('./FilterSheet'));

interface Props {
  search: Search;
  found: SearchPage | undefined;
  onApply: (next: Search) => void;
}

export function FilterButton({ search, found, onApply }: Props) {
  const { search: texts } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const count = filtersOf(search).length;
  return (
    <>
      <ButtonBase aria-haspopup="dialog" onClick={() => setOpen(true)} sx={BUTTON}>
        <FilterIcon fontSize="small" />
        {texts.filters}
        {count > 0 && (
          <Box component="span" sx={NUMBER}>
            {count}
          </Box>
        )}
      </ButtonBase>
      <Suspense>
        {isOpen && (
          <FilterSheet search={search} found={found} onApply={onApply} onClose={() => setOpen(false)} />
        )}
      </Suspense>
    </>
  );
}

const BUTTON = {
  gap: 1,
  minHeight: 48,
  pr: 1,
  borderRadius: 1,
  font: 'inherit',
  fontWeight: 600,
  fontSize: '0.9375rem',
  whiteSpace: 'nowrap',
} as const;

const NUMBER = {
  display: 'grid',
  placeItems: 'center',
  flex: 'none',
  minWidth: '1.5rem',
  height: '1.5rem',
  px: 0.5,
  borderRadius: 999,
  bgcolor: 'secondary.main',
  color: 'secondary.contrastText',
  fontSize: '0.8125rem',
} as const;
