/** Where the lines of a price chart run: steps, because a price stands still until it changes; gaps stay gaps. */

export interface Segment {
  began_at: string;
  ended_at: string;
  price: number;
}

export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Scale {
  x: (moment: number) => number;
  y: (price: number) => number;
  momentAt: (x: number) => number;
  priceAt: (y: number) => number;
  ticks: number[];
}

const STEPS = [1, 2, 2.5, 5, 10];
const TOUCHING_MS = 1_000;

/** Round prices that cover all of `prices`, three to five of them. */
export function ticksFor(prices: readonly number[]): number[] {
  const low = Math.min(...prices);
  const high = Math.max(...prices);
  const span = high - low || Math.max(1, high * 0.2);
  const raw = span / 3;
  const size = 10 ** Math.floor(Math.log10(raw));
  const step = (STEPS.find((one) => one * size >= raw) ?? 10) * size;
  const first = Math.max(0, Math.floor((low - span * 0.05) / step) * step);
  const ticks = [first];
  while ((ticks.at(-1) ?? 0) < high + span * 0.05) ticks.push(first + ticks.length * step);
  return ticks;
}

export function scaleFor(prices: readonly number[], since: number, until: number, frame: Frame): Scale {
  const ticks = ticksFor(prices);
  const low = ticks[0] ?? 0;
  const high = ticks.at(-1) ?? 1;
  const wide = frame.width - frame.left - frame.right;
  const tall = frame.height - frame.top - frame.bottom;
  const time = Math.max(1, until - since);
  return {
    x: (moment) => frame.left + ((moment - since) / time) * wide,
    y: (price) => frame.top + (1 - (price - low) / (high - low)) * tall,
    momentAt: (x) => since + Math.min(1, Math.max(0, (x - frame.left) / wide)) * time,
    priceAt: (y) => low + (1 - Math.min(1, Math.max(0, (y - frame.top) / tall))) * (high - low),
    ticks,
  };
}

/** The runs of segments that touch: between two runs nobody looked. */
export function runsOf(segments: readonly Segment[]): Segment[][] {
  const runs: Segment[][] = [];
  for (const segment of segments) {
    const last = runs.at(-1)?.at(-1);
    if (last && Date.parse(segment.began_at) - Date.parse(last.ended_at) <= TOUCHING_MS)
      runs.at(-1)?.push(segment);
    else runs.push([segment]);
  }
  return runs;
}

/** The line as an SVG path. */
export function stepPath(segments: readonly Segment[], { x, y }: Scale): string {
  const number = (value: number) => value.toFixed(1);
  return runsOf(segments)
    .map((run) =>
      run
        .map((segment, index) => {
          const [from, to] = [x(Date.parse(segment.began_at)), x(Date.parse(segment.ended_at))];
          const level = number(y(segment.price));
          return `${index ? `V${level}` : `M${number(from)} ${level}`}H${number(Math.max(to, from + 1.5))}`;
        })
        .join(''),
    )
    .join('');
}

/** The same, closed down to the foot of the chart. */
export function areaPath(segments: readonly Segment[], scale: Scale, foot: number): string {
  return runsOf(segments)
    .map((run) => {
      const start = scale.x(Date.parse(run[0]?.began_at ?? ''));
      return `${stepPath(run, scale)}V${foot}H${start.toFixed(1)}Z`;
    })
    .join('');
}

/** What the price was at a moment, on that of a change the new one; undefined in a gap. */
export function priceAt(segments: readonly Segment[], moment: number): number | undefined {
  return segments.findLast(
    ({ began_at, ended_at }) => Date.parse(began_at) <= moment && moment <= Date.parse(ended_at),
  )?.price;
}

/** The moment of the change before (-1) or after (+1) this one: what the arrow keys go to. */
export function changeFrom(segments: readonly Segment[], moment: number, way: -1 | 1): number {
  const starts = segments.map(({ began_at }) => Date.parse(began_at));
  const ends = segments.map(({ ended_at }) => Date.parse(ended_at));
  const stops = [...new Set([...starts, ...ends.slice(-1)])].sort((one, other) => one - other);
  const found = way > 0 ? stops.find((stop) => stop > moment) : stops.findLast((stop) => stop < moment);
  return found ?? moment;
}

/** A price that a person would name: whole units from twenty on, halves below. */
export function roundedTarget(price: number, exponent: number): number {
  const unit = 10 ** exponent;
  const step = price >= 20 * unit ? unit : unit / 2;
  return Math.max(step, Math.round(price / step) * step);
}
