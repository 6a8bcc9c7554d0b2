/** Which files the shop takes as photos. Its service looks at the content; this only spares a useless upload. */

const KINDS = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif', 'image/avif'];
/** Windows and Linux know no type for these files, so that browsers there call them nothing. */
const UNTYPED = ['.heic', '.heif', '.hif', '.avif'];

/** What an `<input type="file">` may offer. */
export const PHOTO_FILES = [...KINDS, ...UNTYPED].join(',');

export function isPhoto({ type, name }: Pick<File, 'type' | 'name'>): boolean {
  if (type) return KINDS.includes(type);
  return UNTYPED.some((ending) => name.toLowerCase().endsWith(ending));
}
