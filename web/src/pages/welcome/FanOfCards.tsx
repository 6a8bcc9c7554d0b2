/** Three of the newest pieces, fanned out like cards in a hand. */
import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { mixed, newestQuery } from '@/features/catalogue/queries';
import { Picture } from '@/ui/Picture';
import { radius } from '@/ui/tokens';

/** Degrees, and how far to the side and how large; from the back to the front. */
const PLACES = [
  [-9, -24, 0.86],
  [8, 22, 0.86],
  [-1, -2, 1],
] as const;

export function FanOfCards() {
  const { data } = useQuery(newestQuery);
  const cards = mixed(data?.items ?? []);
  return (
    <Box aria-hidden sx={FAN}>
      {PLACES.map(([degrees, aside, scale], index) => {
        const card = cards[PLACES.length - 1 - index]; // the newest lies in front
        return (
          <Box
            key={degrees}
            sx={CARD}
            style={{ transform: `translateX(${aside}%) rotate(${degrees}deg) scale(${scale})` }}
          >
            {card && <Picture picture={card} alt="" sizes="(min-width: 900px) 400px, 66vw" isFirst />}
          </Box>
        );
      })}
    </Box>
  );
}

const FAN = {
  display: 'grid',
  justifyItems: 'center',
  pt: { xs: 2.5, md: 6 },
  pb: { xs: 0, md: 6 },
  // On phones clothes come before words; who listens hears the words first.
  order: { xs: -1, md: 0 },
} as const;

const CARD = {
  gridArea: '1 / 1',
  position: 'relative',
  // early/early.css lays the front one before the app is there
  height: { xs: 'clamp(150px, calc(100svh - 525px), 440px)', md: 'auto' },
  width: { md: '62%' },
  maxWidth: 400,
  aspectRatio: '3 / 4',
  borderRadius: `${radius.sheet}px`,
  overflow: 'hidden',
  bgcolor: 'sunken',
  boxShadow: '0 24px 60px -24px rgb(31 26 23 / 0.35)',
} as const;
