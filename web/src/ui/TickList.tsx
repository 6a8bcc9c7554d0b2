/** Several of many: rows to tick, each with how many pieces it has. */
import Box from '@mui/material/Box';
import type { CSSProperties } from 'react';

export interface Tick {
  value: string;
  label: string;
  count?: number | undefined;
  isOn: boolean;
}

interface Props {
  ticks: readonly Tick[];
  /** How narrow a column may be before the rows stand in fewer of them. */
  narrowest?: string;
  onToggle: (value: string) => void;
}

export function TickList({ ticks, narrowest = '9.5rem', onToggle }: Props) {
  return (
    <Box component="ul" style={{ '--narrowest': narrowest } as CSSProperties} sx={LIST}>
      {ticks.map(({ value, label, count, isOn }) => (
        <li key={value}>
          <Box component="label" sx={ROW}>
            <Box component="input" type="checkbox" checked={isOn} onChange={() => onToggle(value)} sx={BOX} />
            <Box component="span" sx={{ flex: 1, overflowWrap: 'anywhere' }}>
              {label}
            </Box>
            {count !== undefined && (
              <Box component="span" sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}>
                {count}
              </Box>
            )}
          </Box>
        </li>
      ))}
    </Box>
  );
}

const LIST = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, var(--narrowest)), 1fr))',
  columnGap: 3,
  m: 0,
  p: 0,
  listStyle: 'none',
} as const;

const ROW = {
  display: 'flex',
  alignItems: 'center',
  gap: 1.5,
  minHeight: 44,
  typography: 'body2',
  cursor: 'pointer',
  '&:hover input': { borderColor: 'text.primary' },
} as const;

const TICK =
  "url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%23000' stroke-width='3.4' stroke-linecap='round' stroke-linejoin='round'%3E%3Cpath d='M5 12.5l4.5 4.5L19 7.5'/%3E%3C/svg%3E\") center / 16px no-repeat";

const BOX = {
  appearance: 'none',
  flex: 'none',
  display: 'grid',
  width: 22,
  height: 22,
  m: 0,
  border: '1.5px solid',
  borderColor: 'edge',
  borderRadius: '6px',
  bgcolor: 'background.paper',
  cursor: 'pointer',
  '&::before': { content: '""', maskImage: 'none', mask: TICK, bgcolor: 'primary.contrastText', opacity: 0 },
  '&:checked': { bgcolor: 'primary.main', borderColor: 'primary.main' },
  '&:checked::before': { opacity: 1 },
  '@media (forced-colors: active)': { appearance: 'auto', '&::before': { display: 'none' } },
} as const;
