/** How the price moved: steps by hand in SVG; read with a finger, a mouse or the arrow keys; a tap sets an alert. */
import Box from '@mui/material/Box';
import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from 'react';
import type { PriceHistory } from '@/api/types';
import { formatDate } from '@/lib/locale';
import { formatMoney } from '@/lib/money';
import { usePriceTexts } from '@/lib/texts/prices';
import { type Frame, areaPath, changeFrom, priceAt, scaleFor, stepPath } from './chart';
import { OWN, ownSegments } from './history';

const HEIGHT = 220;
const MOST_LINES = 3;
const STROKES = ['secondary.main', 'success.main', 'warning.main'] as const;
const DOTS = '1 4'; // ours is told apart by more than its colour

interface Props {
  history: PriceHistory;
  /** What she would like to pay: a line across. */
  target?: number | undefined;
  onTap?: ((price: number) => void) | undefined;
}

export function PriceChart({ history, target, onTap }: Props) {
  const prices = usePriceTexts();
  const [box, width] = useWidth();
  const [moment, setMoment] = useState<number | null>(null);
  const [since, until] = [Date.parse(history.since), Date.parse(history.until)];
  const lines = history.series.slice(0, MOST_LINES);
  const all = [history.lowest, ...lines.map(({ segments }) => segments)].flat().map(({ price }) => price);
  if (target !== undefined) all.push(target);
  const money = (amount: number) => formatMoney({ amount, currency: history.currency });
  const frame: Frame = { width, height: HEIGHT, left: 0, right: 2, top: 30, bottom: 32 };
  const scale = scaleFor(all, since, until, frame);
  const read = moment === null ? undefined : priceAt(history.lowest, moment);
  const here = moment === null ? undefined : priceAt(ownSegments(history), moment);
  const said =
    moment === null ? '' : prices.readOut(formatDate(moment), read === undefined ? null : money(read));

  const point = (event: PointerEvent<SVGSVGElement>) =>
    setMoment(scale.momentAt(event.clientX - event.currentTarget.getBoundingClientRect().left));
  const press = (event: KeyboardEvent) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key] as -1 | 1 | undefined;
    if (way === undefined) return;
    event.preventDefault();
    setMoment(changeFrom(history.lowest, moment ?? until, way));
  };
  return (
    <Box ref={box} sx={{ position: 'relative' }}>
      <Box component="output" aria-live="polite" sx={READ_OUT}>
        {said || (onTap && prices.tapForAlert)}
        {here !== undefined && `; ${prices.readHere(money(here))}`}
      </Box>
      {width > 0 && (
        <Box
          component="svg"
          role="img"
          aria-label={prices.chartLabel}
          tabIndex={0}
          width={width}
          height={HEIGHT}
          onPointerMove={point}
          onPointerLeave={() => setMoment(null)}
          onBlur={() => setMoment(null)}
          onKeyDown={press}
          onClick={(event) => {
            const top = event.currentTarget.getBoundingClientRect().top;
            onTap?.(Math.round(scale.priceAt(event.clientY - top)));
          }}
          sx={{ ...SVG, cursor: onTap ? 'crosshair' : 'default' }}
        >
          {scale.ticks.map((tick) => (
            <line
              key={tick}
              className="tick"
              x1={frame.left}
              x2={width - frame.right}
              y1={scale.y(tick)}
              y2={scale.y(tick)}
            />
          ))}
          <text x={frame.left} y={HEIGHT - 6}>
            {formatDate(since)}
          </text>
          <text x={width - frame.right} y={HEIGHT - 6} textAnchor="end">
            {prices.today}
          </text>
          <path className="area" d={areaPath(history.lowest, scale, HEIGHT - frame.bottom)} />
          {lines.map(({ vendor, segments }, index) => (
            <Box
              key={vendor}
              component="path"
              d={stepPath(segments, scale)}
              {...(vendor === OWN && { strokeDasharray: DOTS, strokeLinecap: 'round' })}
              sx={{ ...LINE, stroke: paletteVariable(STROKES[index]), strokeWidth: vendor === OWN ? 2 : 1.5 }}
            />
          ))}
          <path className="lowest" d={stepPath(history.lowest, scale)} />
          {target !== undefined && (
            <line
              className="target"
              x1={frame.left}
              x2={width - frame.right}
              y1={scale.y(target)}
              y2={scale.y(target)}
            />
          )}
          {scale.ticks.map((tick) => (
            <text key={tick} className="price" y={scale.y(tick) - 4}>
              {money(tick)}
            </text>
          ))}
          {moment !== null && (
            <g className="cursor">
              <line x1={scale.x(moment)} x2={scale.x(moment)} y1={frame.top} y2={HEIGHT - frame.bottom} />
              {read !== undefined && <circle cx={scale.x(moment)} cy={scale.y(read)} r={5} />}
            </g>
          )}
        </Box>
      )}
      <Box component="ul" sx={LEGEND}>
        <li data-lowest>{prices.lowestOfAll}</li>
        {lines.map(({ vendor, vendor_title }, index) => (
          <Box
            component="li"
            key={vendor}
            data-own={vendor === OWN || undefined}
            sx={{ '--line': paletteVariable(STROKES[index]) }}
          >
            {vendor === OWN ? prices.ours(vendor_title) : vendor_title}
          </Box>
        ))}
      </Box>
    </Box>
  );
}

function paletteVariable(colour = 'text.primary'): string {
  return `var(--mui-palette-${colour.replace('.', '-')})`;
}

function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, []);
  return [box, width] as const;
}

const READ_OUT = {
  display: 'block',
  minHeight: '1.5em',
  mb: 0.5,
  typography: 'body2',
  color: 'text.secondary',
  fontVariantNumeric: 'tabular-nums',
} as const;

const LINE = { fill: 'none', opacity: 0.85 } as const;

const SVG = {
  display: 'block',
  maxWidth: '100%',
  touchAction: 'pan-y',
  borderRadius: 1,
  '& text': { fill: 'var(--mui-palette-text-secondary)', fontSize: '0.75rem', fontFamily: 'inherit' },
  '& .tick': { stroke: 'var(--mui-palette-divider)', strokeWidth: 1 },
  // Inside the chart, so that larger letters are cut off nowhere; the halo keeps the lines off them.
  '& .price': { stroke: 'var(--mui-palette-background-default)', strokeWidth: 4, paintOrder: 'stroke' },
  '& .area': { fill: 'var(--mui-palette-sunken)' },
  '& .lowest': { stroke: 'var(--mui-palette-text-primary)', strokeWidth: 2.5, fill: 'none' },
  '& .target': {
    stroke: 'var(--mui-palette-secondary-main)',
    strokeWidth: 1.5,
    strokeDasharray: '5 5',
  },
  '& .cursor line': { stroke: 'var(--mui-palette-edge)', strokeWidth: 1 },
  '& .cursor circle': { fill: 'var(--mui-palette-text-primary)' },
} as const;

const LEGEND = {
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 2.5,
  rowGap: 0.5,
  m: 0,
  mt: 1,
  p: 0,
  listStyle: 'none',
  typography: 'caption',
  color: 'text.secondary',
  '& li': { display: 'inline-flex', alignItems: 'center', gap: 0.75 },
  '& li::before': { content: '""', width: 16, height: 2, bgcolor: 'var(--line, currentColor)' },
  '& li[data-own]::before': {
    bgcolor: 'transparent',
    borderBottom: '2px dotted var(--line)',
  },
  '& li[data-lowest]': { '--line': 'var(--mui-palette-text-primary)', '&::before': { height: 3 } },
} as const;
