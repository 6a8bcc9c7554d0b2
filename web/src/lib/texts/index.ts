/** The words of the app in the shopper's language; a language is loaded when it is first asked for. */
import { LANGUAGE } from '@/lib/keys';
import { Signal, useSignal } from '@/lib/signal';
import { en } from './en';
import type { Texts } from './texts';

export type { Texts } from './texts';

const LOADERS: Record<Texts['code'], () => Promise<Texts>> = {
  en: () => Promise.resolve(en),
  fr: () => import('./fr').then((module) => module.fr),
  de: () => import('./de').then((module) => module.de),
};

export type Language = Texts['code'];

export const LANGUAGES: readonly { code: Language; name: string }[] = [
  { code: 'en', name: 'English' },
  { code: 'fr', name: 'Français' },
  { code: 'de', name: 'Deutsch' },
];

const spoken = new Signal<Texts>(en);

/** The words that hold now; the component is drawn again when the language changes. */
export function useTexts(): Texts {
  return useSignal(spoken);
}

/** The same outside of components. */
export function texts(): Texts {
  return spoken.get();
}

export function language(): Language {
  return spoken.get().code;
}

/** Speak this language from now on, on this device. */
export async function speak(code: Language): Promise<void> {
  const found = await LOADERS[code]();
  localStorage.setItem(LANGUAGE, code);
  document.documentElement.lang = code;
  spoken.set(found);
}

/** What was chosen on this device, or else the first of the browser's languages that the app speaks. */
export function languageAtStart(wished: readonly string[] = navigator.languages): Language {
  for (const wish of [localStorage.getItem(LANGUAGE) ?? '', ...wished]) {
    const code = wish.slice(0, 2).toLowerCase();
    if (isLanguage(code)) return code;
  }
  return 'en';
}

export function isLanguage(code: unknown): code is Language {
  return typeof code === 'string' && Object.hasOwn(LOADERS, code);
}

/** At the start: English is there already, another language comes before the first page is drawn. */
export async function speakAtStart(): Promise<void> {
  const code = languageAtStart();
  const found = await LOADERS[code]().catch(() => en); // offline and never loaded: English is better than nothing
  document.documentElement.lang = found.code;
  spoken.set(found);
}
