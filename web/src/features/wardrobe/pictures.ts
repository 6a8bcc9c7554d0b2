/**
 * A garment's photos as pages show them. Their addresses are signed anew with every answer, and hold for five minutes:
 * the one that a picture came with first is kept while it holds, or every look would load all pictures again.
 */
import type { GarmentPhoto, GarmentPicture } from '@/api/types';
import type { PictureSource } from '@/ui/Picture';

const HOLDS_MS = 240_000;
const MOST_KEPT = 4_000;

interface Kept {
  url: string | null;
  srcset: string | null;
  until: number;
}

const kept = new Map<string, Kept>();

type Signed = Pick<GarmentPhoto | GarmentPicture, 'url' | 'srcset' | 'colour' | 'blurhash'>;

export function pictureOf({ url, srcset, colour, blurhash }: Signed, now = Date.now()): PictureSource {
  const known = steady(url, srcset, now);
  return {
    image_url: known.url,
    image_srcset: known.srcset,
    image_colour: colour,
    image_blurhash: blurhash,
  };
}

/** What stands where a garment has no photo yet. */
export const NO_PICTURE: PictureSource = { image_url: null, image_colour: null };

function steady(url: string | null, srcset: string | null, now: number): Omit<Kept, 'until'> {
  const [path, signature] = url?.split('?') ?? [];
  if (!path || !signature) return { url, srcset };
  const before = kept.get(path);
  if (before && before.until > now) return before;
  if (kept.size >= MOST_KEPT) kept.clear();
  const fresh = { url, srcset, until: now + HOLDS_MS };
  kept.set(path, fresh);
  return fresh;
}
