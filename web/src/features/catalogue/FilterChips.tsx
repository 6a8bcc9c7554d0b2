/** What the search is narrowed by, each to be taken away by one tap. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import { useTexts } from '@/lib/texts';
import { CrossIcon } from '@/ui/icons';
import { Swatch } from './Swatch';
import { type Search, cleared, filtersOf, without } from './searching';
import { useLabels } from './useLabels';

interface Props {
  search: Search;
  nameOfBoutique?: string | undefined;
  onChange: (next: Search) => void;
}

export function FilterChips({ search, nameOfBoutique, onChange }: Props) {
  const { search: texts } = useTexts();
  const labelOf = useLabels(nameOfBoutique);
  const filters = filtersOf(search);
  if (!filters.length) return null;
  return (
    <Box role="group" aria-label={texts.chosen} sx={ROW}>
      {filters.map((filter) => {
        const label = labelOf(search, filter);
        return (
          <ButtonBase
            key={`${filter.name} ${filter.value}`}
            aria-label={texts.remove(label)}
            onClick={() => onChange(without(search, filter.name, filter.value))}
            sx={CHIP}
          >
            {filter.name === 'colour' && <Swatch colour={filter.value ?? ''} size={18} />}
            {label}
            <CrossIcon sx={{ fontSize: 18, color: 'text.secondary' }} />
          </ButtonBase>
        );
      })}
      <Button onClick={() => onChange(cleared(search))} sx={{ px: 0.5, minWidth: 0, minHeight: 44 }}>
        {texts.clearAll}
      </Button>
    </Box>
  );
}

const ROW = { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 } as const;

const CHIP = {
  gap: 1,
  minHeight: 44,
  pl: 2,
  pr: 1.25,
  borderRadius: 999,
  border: 1,
  borderColor: 'divider',
  bgcolor: 'background.paper',
  font: 'inherit',
  fontSize: '0.9375rem',
  fontWeight: 500,
  '&:hover': { borderColor: 'text.primary' },
  '&:hover svg': { color: 'text.primary' },
} as const;
