/** From one price to another: two handles over what there is at each price, and two fields for those who know. */
import Box from '@mui/material/Box';
import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { exponentOf, formatMoney } from '@/lib/money';
import { useTexts } from '@/lib/texts';
import { PriceField } from './PriceField';
import { type Bounds, asked, boundsOf } from './prices';

const PAUSE_MS = 350;

export interface Prices {
  lowest: number;
  highest: number;
  counts: readonly number[];
}

interface Range {
  price_min?: number;
  price_max?: number;
}

interface Props {
  prices: Prices;
  currency: string;
  range: Range;
  onChange: (range: Range) => void;
}

export function PriceRange({ prices, currency, range, onChange }: Props) {
  const { search } = useTexts();
  const bounds = boundsOf(prices);
  const given = {
    from: Math.max(bounds.lowest, range.price_min ?? bounds.lowest),
    to: Math.min(bounds.highest, range.price_max ?? bounds.highest),
  };
  const [held, setHeld] = useState<typeof given | null>(null); // while a hand is on it
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const { from, to } = held ?? given;
  const width = Math.max(bounds.step, bounds.highest - bounds.lowest);
  const share = (amount: number) => Math.min(1, Math.max(0, (amount - bounds.lowest) / width));
  const move = (next: typeof given) => {
    setHeld(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setHeld(null);
      onChange(asked(bounds, next.from, next.to));
    }, PAUSE_MS);
  };
  const money = (amount: number) => formatMoney({ amount, currency });
  const field = (label: string, value: number, onGive: (value: number) => void) => (
    <PriceField
      key={`${label} ${value}`}
      label={label}
      amount={value}
      exponent={exponentOf(currency)}
      shown={money(value)}
      onGive={onGive}
    />
  );
  return (
    <>
      <Box sx={SLIDER} style={{ '--from': share(from), '--to': share(to) } as CSSProperties}>
        <Bars counts={prices.counts} from={share(from)} to={share(to)} />
        <Handle
          label={search.lowest}
          value={from}
          shown={money(from)}
          bounds={{ ...bounds, highest: bounds.lowest + width }}
          onMove={(value) => move({ from: Math.min(value, to), to })}
          isOnTop={share(from) > 0.5}
        />
        <Handle
          label={search.highest}
          value={to}
          shown={money(to)}
          bounds={{ ...bounds, highest: bounds.lowest + width }}
          onMove={(value) => move({ from, to: Math.max(value, from) })}
        />
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', gap: 2, mt: 1 }}>
        {field(search.lowest, from, (value) => onChange({ ...asked(bounds, value, Math.max(value, to)) }))}
        {field(search.highest, to, (value) => onChange({ ...asked(bounds, Math.min(value, from), value) }))}
      </Box>
    </>
  );
}

interface HandleProps {
  label: string;
  value: number;
  shown: string;
  bounds: Bounds;
  onMove: (value: number) => void;
  /** Where both meet at the far end, the lower one must be the one to grab. */
  isOnTop?: boolean;
}

function Handle({ label, value, shown, bounds, onMove, isOnTop = false }: HandleProps) {
  return (
    <input
      type="range"
      style={{ zIndex: isOnTop ? 1 : 0 }}
      aria-label={label}
      aria-valuetext={shown}
      min={bounds.lowest}
      max={bounds.highest}
      step={bounds.step}
      value={value}
      onChange={(event) => onMove(Number(event.target.value))}
    />
  );
}

/** How many pieces there are at each price. */
function Bars({ counts, from, to }: { counts: readonly number[]; from: number; to: number }) {
  const most = Math.max(1, ...counts);
  return (
    <Box aria-hidden sx={BARS}>
      {counts.map((count, index) => {
        const middle = (index + 0.5) / counts.length;
        return (
          <span
            key={index}
            data-on={(middle >= from && middle <= to) || undefined}
            style={{ height: `${count ? 8 + (92 * count) / most : 0}%` }}
          />
        );
      })}
    </Box>
  );
}

const BARS = {
  position: 'absolute',
  left: 11,
  right: 11,
  bottom: 23,
  height: 44,
  display: 'flex',
  alignItems: 'flex-end',
  gap: '2px',
  '& span': { flex: 1, bgcolor: 'divider', borderRadius: '2px 2px 0 0' },
  '& span[data-on]': { bgcolor: 'edge' },
} as const;

const THUMB = {
  appearance: 'none',
  boxSizing: 'border-box',
  width: 24,
  height: 24,
  borderRadius: '50%',
  border: '2px solid var(--mui-palette-text-primary)',
  background: 'var(--mui-palette-background-paper)',
  pointerEvents: 'auto',
  cursor: 'grab',
} as const;

const SLIDER = {
  position: 'relative',
  height: 92,
  '& input': {
    appearance: 'none',
    position: 'absolute',
    left: 0,
    bottom: 0,
    width: 1,
    height: 44,
    m: 0,
    background: 'none',
    pointerEvents: 'none', // but for the handles: the one below must be reached through the one on top
  },
  '& input::-webkit-slider-thumb': THUMB,
  '& input::-moz-range-thumb': THUMB,
  '& input:focus-visible': { outline: 'none' },
  '& input:focus-visible::-webkit-slider-thumb': {
    outline: '2px solid var(--mui-palette-secondary-main)',
    outlineOffset: 3,
  },
  '& input:focus-visible::-moz-range-thumb': {
    outline: '2px solid var(--mui-palette-secondary-main)',
    outlineOffset: 3,
  },
  '&::before, &::after': { content: '""', position: 'absolute', bottom: 21, height: 2, borderRadius: 1 },
  '&::before': { left: 11, right: 11, bgcolor: 'divider' },
  '&::after': {
    left: 'calc(11px + (100% - 22px) * var(--from))',
    width: 'calc((100% - 22px) * (var(--to) - var(--from)))',
    bgcolor: 'text.primary',
  },
} as const;
