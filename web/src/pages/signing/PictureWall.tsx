/** The newest pieces in two columns that run off the page: what is behind the door. */
import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { mixed, newestQuery } from '@/features/catalogue/queries';
import { Picture } from '@/ui/Picture';
import { radius } from '@/ui/tokens';

const PER_COLUMN = 3;

export function PictureWall() {
  const { data } = useQuery(newestQuery);
  const cards = mixed(data?.items ?? []);
  return (
    <Box aria-hidden sx={WALL}>
      {[0, 1].map((column) => (
        <Box key={column} sx={COLUMN}>
          {Array.from({ length: PER_COLUMN }, (_, row) => {
            const card = cards[row * 2 + column];
            return (
              <Box key={row} sx={FRAME}>
                {card && (
                  <Picture
                    picture={card}
                    alt=""
                    sizes="(min-width: 1280px) 300px, 25vw"
                    isFirst={row === 0}
                  />
                )}
              </Box>
            );
          })}
        </Box>
      ))}
    </Box>
  );
}

const WALL = {
  display: 'grid',
  gridTemplateColumns: '1fr 1fr',
  gap: 2.5,
  height: 'calc(100dvh - 69px)',
  position: 'sticky',
  top: 69,
  mt: -4,
  mb: -6,
  overflow: 'hidden',
} as const;

const COLUMN = {
  display: 'grid',
  gap: 2.5,
  alignContent: 'start',
  '&:first-of-type': { transform: 'translateY(-9%)' },
  '&:last-of-type': { transform: 'translateY(-21%)' },
} as const;

const FRAME = {
  position: 'relative',
  aspectRatio: '3 / 4',
  borderRadius: `${radius.sheet}px`,
  overflow: 'hidden',
  bgcolor: 'sunken',
} as const;
