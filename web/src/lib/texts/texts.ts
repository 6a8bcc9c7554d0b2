/** The shape that every language fills: that of the English words. */
import type { en } from './en';

export type Texts = Widened<Omit<typeof en, 'code'>> & { readonly code: 'en' | 'fr' | 'de' };

/** Words may differ from language to language, what they are made of may not. */
export type Widened<T> = T extends string
  ? string
  : T extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Key in keyof T]: Widened<T[Key]> };
