/** Day or night: what was chosen on this device, or else what the system says, kept as an attribute of the document. */
import { Signal } from '@/lib/signal';

export type Scheme = 'system' | 'light' | 'dark';

const KEPT = 'modiste.theme';
const night = matchMedia('(prefers-color-scheme: dark)');
const wished = localStorage.getItem(KEPT);

export const scheme = new Signal<Scheme>(wished === 'light' || wished === 'dark' ? wished : 'system');

export function choose(next: Scheme): void {
  if (next === 'system') localStorage.removeItem(KEPT);
  else localStorage.setItem(KEPT, next);
  scheme.set(next);
  show();
}

/** Called before the first paint, so that nobody who reads by lamplight is dazzled. */
export function show(): void {
  const now = scheme.get();
  const isDark = now === 'dark' || (now === 'system' && night.matches);
  document.documentElement.dataset.scheme = isDark ? 'dark' : 'light';
  document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
}

night.addEventListener('change', show);
