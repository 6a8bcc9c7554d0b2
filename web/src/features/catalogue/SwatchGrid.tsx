/** Colours to choose from, as they look. */
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Skeleton from '@mui/material/Skeleton';
import { useTexts } from '@/lib/texts';
import { TickIcon } from '@/ui/furtherIcons';
import type { Tick } from '@/ui/TickList';
import { Swatch } from './Swatch';
import { swatchOf } from './swatches';

interface Props {
  ticks: readonly Tick[];
  onToggle: (value: string) => void;
  /** Over the whole width of a page, instead of in a column beside something. */
  isWide?: boolean;
}

export function SwatchGrid({ ticks, onToggle, isWide = false }: Props) {
  return (
    <Box component="ul" sx={isWide ? WIDE_GRID : GRID}>
      {ticks.map(({ value, label, count, isOn }) => (
        <li key={value}>
          <ButtonBase aria-pressed={isOn} onClick={() => onToggle(value)} sx={BUTTON}>
            <Swatch colour={value} size={isWide ? 44 : 32}>
              {isOn && <TickIcon sx={{ fontSize: 18, color: inkOn(value) }} />}
            </Swatch>
            <span>
              {label}
              {count !== undefined && <Box component="small">{count}</Box>}
            </span>
          </ButtonBase>
        </li>
      ))}
    </Box>
  );
}

/** The place of a wide grid while its colours are on their way. */
export function SwatchGridSkeleton({ count }: { count: number }) {
  const { common } = useTexts();
  return (
    <Box role="status" aria-label={common.loading} sx={WIDE_GRID}>
      {Array.from({ length: count }, (_, index) => (
        <Box key={index} sx={BUTTON}>
          <Skeleton variant="circular" width={44} height={44} />
          <Skeleton variant="text" width={44} />
        </Box>
      ))}
    </Box>
  );
}

/** Black or white, whichever shows on the colour. */
function inkOn(name: string): string {
  const hex = swatchOf(name)?.slice(1) ?? 'ffffff';
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((start) =>
    Number.parseInt(hex.slice(start, start + 2), 16),
  );
  return red * 0.299 + green * 0.587 + blue * 0.114 > 150 ? '#1f1a17' : '#ffffff';
}

const GRID = {
  m: 0,
  mx: -0.75,
  p: 0,
  listStyle: 'none',
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(4.6rem, 1fr))',
  gap: 0.5,
} as const;

const WIDE_GRID = {
  ...GRID,
  gridTemplateColumns: { xs: 'repeat(4, minmax(0, 1fr))', md: 'repeat(12, minmax(0, 1fr))' },
} as const;

const BUTTON = {
  flexDirection: 'column',
  justifyContent: 'flex-start',
  gap: 0.75,
  width: 1,
  height: 1,
  minHeight: 84,
  px: 0.25,
  py: 1,
  borderRadius: 1,
  font: 'inherit',
  fontSize: '0.8125rem',
  lineHeight: 1.25,
  textAlign: 'center',
  overflowWrap: 'anywhere',
  '& small': { display: 'block', fontSize: 'inherit', color: 'text.secondary' },
  '&:hover': { bgcolor: 'sunken' },
  '&[aria-pressed=true]': { fontWeight: 600 },
  '&[aria-pressed=true] .swatch': { outline: '2px solid', outlineColor: 'text.primary', outlineOffset: 2 },
} as const;
