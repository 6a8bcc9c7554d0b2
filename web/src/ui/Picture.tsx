/** A garment's picture on its own main colour, so that nothing jumps while it loads or when it never does. */
import Box from '@mui/material/Box';
import { useState } from 'react';

interface Props {
  src: string | null;
  alt: string;
  colour: string | null;
  /** Load at once and first: the picture that the page is about. */
  isFirst?: boolean;
}

export function Picture({ src, alt, colour, isFirst = false }: Props) {
  const [loaded, setLoaded] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  // Under a loaded picture the colour would shine through at its rounded corners.
  const bgcolor = src !== null && loaded === src ? 'transparent' : (colour ?? 'action.hover');
  return (
    <Box sx={{ position: 'absolute', inset: 0, bgcolor }}>
      {src !== null && failed !== src ? (
        <Box
          component="img"
          src={src}
          alt={alt}
          draggable={false}
          decoding="async"
          loading={isFirst ? 'eager' : 'lazy'}
          fetchPriority={isFirst ? 'high' : 'auto'}
          onLoad={() => setLoaded(src)}
          onError={() => setFailed(src)}
          sx={{ width: 1, height: 1, objectFit: 'cover', display: 'block' }}
        />
      ) : (
        <Box role="img" aria-label={alt} sx={{ width: 1, height: 1 }} />
      )}
    </Box>
  );
}
