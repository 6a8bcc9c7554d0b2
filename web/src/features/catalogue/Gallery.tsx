/** An item's pictures: pushed sideways on phones, chosen by thumbnails beside them on wider screens, each to enlarge. */
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { type KeyboardEvent, Suspense, lazy, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTexts } from '@/lib/texts';
import { Picture, type PictureSource } from '@/ui/Picture';
import { Thumbnails } from './Thumbnails';

const PictureDialog = lazy(() => import('./PictureDialog'));

interface Props {
  name: string;
  pictures: readonly PictureSource[];
  /** What is to be seen, in words. */
  alt: string;
}

const TURNS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

export function Gallery({ name, pictures, alt }: Props) {
  const { item } = useTexts();
  const [number, setNumber] = useState(0);
  const [enlarged, setEnlarged] = useState<number | null>(null);
  const rail = useRef<HTMLUListElement>(null);
  const count = pictures.length;

  const turnTo = (next: number) => {
    if (!rail.current || next < 0 || next >= count) return;
    rail.current.scrollTo({ left: next * rail.current.clientWidth });
  };
  const turn = (event: KeyboardEvent) => {
    // From the picture that has the focus: while the rail still glides, the one in sight is another.
    const slides = slidesOf(rail.current);
    const next = slides.findIndex((slide) => slide === event.target) + (TURNS[event.key] ?? 0);
    const slide = slides[next];
    if (!slide || slide === event.target) return;
    event.preventDefault();
    turnTo(next);
    slide.focus({ preventScroll: true });
  };
  return (
    <Box component="section" aria-label={item.pictures} sx={GALLERY} data-many={count > 1 || undefined}>
      {count > 1 && <Thumbnails pictures={pictures} number={number} onChoose={turnTo} />}
      <Box sx={STAGE}>
        <Box
          component="ul"
          ref={rail}
          onKeyDown={turn}
          onScroll={({ currentTarget: { scrollLeft, clientWidth } }) =>
            setNumber(Math.round(scrollLeft / Math.max(1, clientWidth)))
          }
          sx={RAIL}
        >
          {pictures.map((picture, index) => (
            <li key={`${index} ${picture.image_url}`}>
              <ButtonBase
                aria-label={item.enlarge(index + 1)}
                aria-haspopup="dialog"
                onClick={() => setEnlarged(index)}
                sx={SLIDE}
              >
                <Picture
                  picture={picture}
                  alt={index ? '' : alt}
                  sizes="(min-width: 900px) 620px, 100vw"
                  isFirst={index === 0}
                />
              </ButtonBase>
            </li>
          ))}
        </Box>
        {count > 1 && <Pips number={number} count={count} />}
      </Box>
      <Suspense>
        {enlarged !== null && (
          <PictureDialog
            name={name}
            pictures={pictures}
            start={enlarged}
            alt={alt}
            onClose={(last) => {
              flushSync(() => setEnlarged(null));
              turnTo(last);
              slidesOf(rail.current)[last]?.focus({ preventScroll: true });
            }}
          />
        )}
      </Suspense>
    </Box>
  );
}

function slidesOf(rail: HTMLElement | null): HTMLElement[] {
  return [...(rail?.querySelectorAll('button') ?? [])];
}

function Pips({ number, count }: { number: number; count: number }) {
  return (
    <Box aria-hidden sx={PIPS}>
      {Array.from({ length: count }, (_, index) => (
        <span key={index} data-on={index === number || undefined} />
      ))}
    </Box>
  );
}

const GALLERY = {
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  '&[data-many]': { gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '76px minmax(0, 1fr)' } },
  gap: 2,
  // From edge to edge on phones.
  mx: { xs: -2, md: 0 },
} as const;

const STAGE = {
  position: 'relative',
  minWidth: 0,
  width: 1,
} as const;

const RAIL = {
  display: 'grid',
  gridAutoFlow: 'column',
  gridAutoColumns: '100%',
  m: 0,
  p: 0,
  listStyle: 'none',
  overflowX: 'auto',
  scrollSnapType: 'x mandatory',
  scrollBehavior: 'smooth',
  scrollbarWidth: 'none',
  borderRadius: { xs: 0, md: 1 },
  '& > li': {
    position: 'relative',
    aspectRatio: '3 / 4',
    scrollSnapAlign: 'start',
    scrollSnapStop: 'always',
  },
  '@media (prefers-reduced-motion: reduce)': { scrollBehavior: 'auto' },
} as const;

const SLIDE = {
  position: 'absolute',
  inset: 0,
  cursor: 'zoom-in',
  '&:focus-visible': { outlineOffset: -4 },
} as const;

const PIPS = {
  display: { xs: 'flex', md: 'none' },
  position: 'absolute',
  left: 16,
  right: 16,
  bottom: 12,
  gap: '4px',
  '& span': { flex: 1, height: 3, borderRadius: 2, bgcolor: 'rgb(31 26 23 / 0.2)' },
  '& span[data-on]': { bgcolor: 'rgb(31 26 23 / 0.75)' },
} as const;
