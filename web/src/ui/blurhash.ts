/** A picture's blur hash (https://blurha.sh) as a tiny image for the ground beneath it; each is decoded once. */
import { decodeBlurHash } from 'fast-blurhash';

const WIDTH = 24;
const HEIGHT = 32;
const MOST_KEPT = 400;
const decoded = new Map<string, string>();

/** A `data:` address, or null when the hash is none. */
export function groundOf(hash: string): string | null {
  const kept = decoded.get(hash);
  if (kept !== undefined) return kept;
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext('2d');
  if (!context) return null;
  try {
    context.putImageData(
      new ImageData(new Uint8ClampedArray(decodeBlurHash(hash, WIDTH, HEIGHT)), WIDTH),
      0,
      0,
    );
  } catch {
    return null;
  }
  const address = canvas.toDataURL();
  if (decoded.size >= MOST_KEPT) decoded.clear();
  decoded.set(hash, address);
  return address;
}
