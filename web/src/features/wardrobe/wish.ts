/** Which garments are asked for, in the words of the page's address. */
import type { Laundry } from '@/api/types';

/** Those that were put away are in no other list. */
export const STATES = ['clean', 'worn', 'in_laundry', 'away'] as const;

export type State = (typeof STATES)[number];

export interface WardrobeWish {
  q?: string;
  kind?: string;
  folder?: string;
  state?: State;
}

const FOLDER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What is not understood is left out. */
export function wishOf({ q, kind, folder, state }: Record<string, unknown>): WardrobeWish {
  const known = STATES.find((one) => one === state);
  return {
    ...(isWords(q) && { q: q.slice(0, 200) }),
    ...(isWords(kind) && { kind: kind.slice(0, 80) }),
    ...(isWords(folder) && FOLDER.test(folder) && { folder }),
    ...(known && { state: known }),
  };
}

export function isNarrowed(wish: WardrobeWish): boolean {
  return Object.keys(wish).length > 0;
}

/** As the API asks for it. */
export function queryFor({ q, kind, folder, state }: WardrobeWish) {
  return {
    ...(q && { q }),
    ...(kind && { category: kind }),
    ...(folder && { folder_id: folder }),
    ...(state === 'away' && { is_archived: true }),
    ...(state && state !== 'away' && { laundry: state satisfies Laundry }),
  };
}

function isWords(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
