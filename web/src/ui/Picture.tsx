/** A garment's picture, in the size that fits; its blur hash or main colour until it is there, or when it never is. */
import Box from '@mui/material/Box';
import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import { groundOf } from './blurhash';

export interface PictureSource {
  image_url: string | null;
  image_srcset?: string | null;
  image_blurhash?: string | null;
  image_colour: string | null;
}

interface Props {
  picture: PictureSource;
  alt: string;
  /** How wide it is shown, as in the `sizes` of an img element. */
  sizes: string;
  /** Load at once and first: the picture that the page is about. */
  isFirst?: boolean;
}

export function Picture({ picture, alt, sizes, isFirst = false }: Props) {
  const { image_url: src, image_srcset: srcset, image_blurhash: hash, image_colour: colour } = picture;
  const [loaded, setLoaded] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const isThere = src !== null && loaded === src;
  const hasFailed = src === null || failed === src;
  // What lies further down is there before it is scrolled to: it needs no more than its colour.
  const ground = isFirst && hash && !isThere ? groundOf(hash) : null;
  return (
    <Box sx={FRAME} style={groundStyle(isThere, ground, colour)}>
      {hasFailed ? (
        <Missing alt={alt} />
      ) : (
        <Box
          component="img"
          src={src}
          srcSet={srcset ?? undefined}
          sizes={srcset ? sizes : undefined}
          alt={alt}
          draggable={false}
          decoding="async"
          loading={isFirst ? 'eager' : 'lazy'}
          fetchPriority={isFirst ? 'high' : 'auto'}
          onLoad={() => setLoaded(src)}
          onError={() => setFailed(src)}
          sx={{ width: 1, height: 1, objectFit: 'cover', display: 'block' }}
        />
      )}
    </Box>
  );
}

function groundStyle(isThere: boolean, ground: string | null, colour: string | null) {
  // Under a loaded picture the colour would shine through at its rounded corners.
  if (isThere) return undefined;
  if (ground !== null) return { backgroundImage: `url(${ground})`, backgroundSize: '100% 100%' };
  return colour ? { backgroundColor: colour } : undefined;
}

function Missing({ alt }: { alt: string }) {
  const { common } = useTexts();
  return (
    <Box {...(alt ? { role: 'img', 'aria-label': alt } : { 'aria-hidden': true })} sx={MISSING}>
      <span>{common.noPicture}</span>
    </Box>
  );
}

const FRAME = { position: 'absolute', inset: 0, overflow: 'hidden', bgcolor: 'sunken' } as const;
const MISSING = {
  width: 1,
  height: 1,
  display: 'grid',
  placeItems: 'center',
  typography: 'caption',
  color: 'text.secondary',
  bgcolor: 'sunken',
} as const;
