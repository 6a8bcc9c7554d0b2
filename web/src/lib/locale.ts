/** How numbers and dates are written: the app's language, with the browser's region when it speaks that language. */
import { language } from './texts';

export function localeNow(): string {
  const code = language();
  return navigator.languages.find((wish) => wish.toLowerCase().startsWith(code)) ?? code;
}

/** 5 March 2026. */
export function formatDay(moment: string): string {
  return new Intl.DateTimeFormat(localeNow(), { dateStyle: 'long' }).format(new Date(moment));
}

/** 5 Mar 2026. */
export function formatDate(moment: number): string {
  return new Intl.DateTimeFormat(localeNow(), { dateStyle: 'medium' }).format(moment);
}

/** 5 Mar 2026, 14:07. */
export function formatMoment(moment: string): string {
  return new Intl.DateTimeFormat(localeNow(), { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(moment),
  );
}

/** 42 %. */
export function formatShare(share: number): string {
  return new Intl.NumberFormat(localeNow(), { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** 42 seconds; from a minute and a half on: 2 minutes. */
export function formatWait(seconds: number): string {
  const [unit, count] =
    seconds < 90 ? (['second', seconds] as const) : (['minute', Math.ceil(seconds / 60)] as const);
  return new Intl.NumberFormat(localeNow(), { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

const STEPS = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** 3 hours ago; within the last minute: now. */
export function formatAgo(moment: string, now = Date.now()): string {
  const seconds = Math.min(0, (Date.parse(moment) - now) / 1000);
  const format = new Intl.RelativeTimeFormat(localeNow(), { numeric: 'auto' });
  const step = STEPS.find(([, size]) => -seconds >= size);
  return step ? format.format(Math.round(seconds / step[1]), step[0]) : format.format(0, 'second');
}
