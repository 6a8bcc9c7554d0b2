/** How photos hang where they are sent, ordered and replaced: a boutique's of an item, a shopper's of a garment. */
export const PHOTO = {
  position: 'relative',
  aspectRatio: '3 / 4',
  borderRadius: 1,
  overflow: 'hidden',
  border: 1,
  borderColor: 'divider',
  '[data-wrong] > &': { borderColor: 'error.main' },
  '& img': { width: 1, height: 1, objectFit: 'cover', display: 'block' },
} as const;

/** What stands where there is no picture. */
export const NO_PHOTO = {
  display: 'grid',
  placeItems: 'center',
  height: 1,
  p: 1.5,
  bgcolor: 'sunken',
  color: 'text.secondary',
  typography: 'body2',
  textAlign: 'center',
  overflowWrap: 'anywhere',
  overflow: 'hidden',
} as const;

/** What is said below. */
export const PHOTO_NOTE = {
  typography: 'caption',
  textAlign: 'center',
  mt: 0.75,
  overflowWrap: 'anywhere',
  color: 'text.secondary',
  '[data-wrong] > &': { color: 'error.main', fontWeight: 500 },
} as const;

/** Where photos are dropped. */
export const DROP_ZONE = {
  p: 2,
  border: '2px dashed',
  borderColor: 'divider',
  borderRadius: 1,
  transition: 'border-color 140ms, background-color 140ms',
  '&[data-over]': { borderColor: 'secondary.main', bgcolor: 'sunken' },
} as const;
