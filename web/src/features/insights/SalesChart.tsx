/** What was sold on each day, as bars by hand in SVG; read with a finger, a mouse or the arrow keys. */
import Box from '@mui/material/Box';
import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from 'react';
import type { Sales } from '@/api/types';
import { formatDate } from '@/lib/locale';
import { formatMoney } from '@/lib/money';
import { useInsightTexts } from '@/lib/texts/insights';
import { topOf } from './figures';

const HEIGHT = 180;
const TOP = 22;
const BOTTOM = 26;

export function SalesChart({ sales }: { sales: Sales }) {
  const texts = useInsightTexts();
  const [box, width] = useWidth();
  const [chosen, setChosen] = useState<number | null>(null);
  const { days, currency } = sales;
  const money = (amount: number) => formatMoney({ amount, currency });
  const top = topOf(days.map(({ net }) => net));
  const step = width / Math.max(1, days.length);
  const y = (net: number) => TOP + (1 - net / top) * (HEIGHT - TOP - BOTTOM);
  const read = chosen === null ? undefined : days[chosen];

  const point = (event: PointerEvent<SVGSVGElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setChosen(Math.min(days.length - 1, Math.max(0, Math.floor(x / step))));
  };
  const press = (event: KeyboardEvent) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (way === undefined) return;
    event.preventDefault();
    setChosen(Math.min(days.length - 1, Math.max(0, (chosen ?? days.length) + way)));
  };
  return (
    <Box ref={box}>
      <Box component="output" aria-live="polite" sx={READ_OUT}>
        {read && texts.onDay(formatDate(Date.parse(read.day)), money(read.net), read.orders)}
      </Box>
      {width > 0 && (
        <Box
          component="svg"
          role="img"
          aria-label={texts.chart}
          tabIndex={0}
          width={width}
          height={HEIGHT}
          onPointerMove={point}
          onPointerDown={point}
          onPointerLeave={() => setChosen(null)}
          onBlur={() => setChosen(null)}
          onKeyDown={press}
          sx={SVG}
        >
          {[top, top / 2, 0].map((tick) => (
            <line key={tick} className="tick" x1={0} x2={width} y1={y(tick)} y2={y(tick)} />
          ))}
          {days.map(({ day, net }, index) => (
            <rect
              key={day}
              data-chosen={index === chosen || undefined}
              x={index * step + step * 0.14}
              y={y(net)}
              width={Math.max(1, step * 0.72)}
              height={net > 0 ? Math.max(2, y(0) - y(net)) : 0}
              rx={Math.min(3, step * 0.2)}
            />
          ))}
          {[top, top / 2].map((tick) => (
            <text key={tick} className="amount" x={0} y={y(tick) - 5}>
              {money(Math.round(tick))}
            </text>
          ))}
          <text x={0} y={HEIGHT - 6}>
            {formatDate(Date.parse(days[0]?.day ?? ''))}
          </text>
          <text x={width} y={HEIGHT - 6} textAnchor="end">
            {formatDate(Date.parse(days.at(-1)?.day ?? ''))}
          </text>
        </Box>
      )}
    </Box>
  );
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
  typography: 'body2',
  color: 'text.secondary',
  fontVariantNumeric: 'tabular-nums',
} as const;

const SVG = {
  display: 'block',
  maxWidth: '100%',
  touchAction: 'pan-y',
  borderRadius: 1,
  '& text': { fill: 'var(--mui-palette-text-secondary)', fontSize: '0.75rem', fontFamily: 'inherit' },
  '& .tick': { stroke: 'var(--mui-palette-divider)', strokeWidth: 1 },
  '& .amount': { stroke: 'var(--mui-palette-background-default)', strokeWidth: 4, paintOrder: 'stroke' },
  '& rect': { fill: 'var(--mui-palette-text-primary)' },
  '& rect[data-chosen]': { fill: 'var(--mui-palette-secondary-main)' },
} as const;
