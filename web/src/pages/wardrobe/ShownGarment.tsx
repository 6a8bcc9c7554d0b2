/** A garment that is there: its picture beside what is done with it every day, and below what is seldom touched. */
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { Suspense, lazy, useState } from 'react';
import { BackgroundChoice } from '@/features/wardrobe/BackgroundChoice';
import { LaundryChoice } from '@/features/wardrobe/LaundryChoice';
import { PhotoBoard } from '@/features/wardrobe/PhotoBoard';
import { WearButton } from '@/features/wardrobe/WearButton';
import { WearDays } from '@/features/wardrobe/WearDays';
import { MOST_PHOTOS, type Read } from '@/features/wardrobe/garments';
import { nameOf } from '@/features/wardrobe/names';
import { NO_PICTURE, pictureOf } from '@/features/wardrobe/pictures';
import { uploads } from '@/features/wardrobe/sending';
import { STUDIO } from '@/features/wardrobe/studio';
import { formatDay } from '@/lib/locale';
import { formatMoney } from '@/lib/money';
import { useSignal } from '@/lib/signal';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import { PageTitle } from '@/ui/PageTitle';
import { Part } from '@/ui/Part';
import { Picture } from '@/ui/Picture';
import { Snack, type SnackContent } from '@/ui/Snack';
import { TextLink } from '@/ui/TextLink';
import { GivingUp } from './GivingUp';

const GarmentForm = lazy(() => import('./GarmentForm'));

export function ShownGarment({ userId, garment }: { userId: number; garment: Read }) {
  const texts = useWardrobeTexts();
  const [snack, setSnack] = useState<SnackContent | null>(null);
  const coming = useSignal(uploads.list).find(({ garmentId }) => garmentId === garment.id)?.preview;
  const { picture, item_id: itemId } = garment;
  return (
    <Box sx={PAGE}>
      <Box sx={FRAME}>
        {!picture && coming ? (
          <Box component="img" src={coming} alt="" sx={{ width: 1, height: 1, objectFit: 'cover' }} />
        ) : (
          <Picture
            picture={picture ? pictureOf(picture) : NO_PICTURE}
            alt=""
            sizes="(min-width: 900px) 400px, 92vw"
            isFirst
          />
        )}
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <PageTitle title={nameOf(garment)} />
        {garment.is_archived && <Typography sx={{ mb: 2, fontWeight: 500 }}>{texts.isAway}</Typography>}
        <Box sx={{ display: 'grid', gap: 2.5 }}>
          <WearButton userId={userId} garment={garment} onSaid={setSnack} />
          <LaundryChoice userId={userId} garment={garment} />
          <BackgroundChoice userId={userId} garment={garment} />
          <Figures garment={garment} />
          {itemId !== null && (
            <TextLink to="/items/$id" params={{ id: String(itemId) }}>
              {texts.seeItem}
            </TextLink>
          )}
        </Box>
        <Part title={texts.photos} text={texts.photosText(MOST_PHOTOS)}>
          <PhotoBoard userId={userId} garment={garment} />
        </Part>
        <Suspense fallback={<Skeleton variant="rounded" height={640} sx={{ mt: 5 }} />}>
          <GarmentForm userId={userId} garment={garment} />
        </Suspense>
        <WearDays userId={userId} garmentId={garment.id} onSaid={setSnack} />
        <GivingUp userId={userId} garment={garment} onSaid={setSnack} />
      </Box>
      <Snack content={snack} onGone={() => setSnack(null)} />
    </Box>
  );
}

function Figures({ garment }: { garment: Read }) {
  const texts = useWardrobeTexts();
  const { wears, last_worn_on: last, cost_per_wear: cost, price } = garment;
  return (
    <Box>
      <Box component="dl" sx={FIGURES}>
        <div>
          <dt>{texts.timesWorn}</dt>
          <dd>{wears}</dd>
        </div>
        {last !== null && (
          <div>
            <dt>{texts.lastWorn}</dt>
            <dd>{formatDay(`${last}T12:00:00`)}</dd>
          </div>
        )}
        {cost && (
          <div>
            <dt>{texts.costPerWear}</dt>
            <dd>{formatMoney(cost)}</dd>
          </div>
        )}
      </Box>
      {!price && (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          {texts.costUnknown}
        </Typography>
      )}
    </Box>
  );
}

const PAGE = {
  display: 'grid',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 400px) minmax(0, 1fr)' },
  columnGap: { md: 6, lg: 8 },
  rowGap: 2.5,
  alignItems: 'start',
} as const;

const FRAME = {
  position: { xs: 'relative', md: 'sticky' },
  top: { md: 100 },
  width: 1,
  maxWidth: { xs: 420, md: 'none' },
  mx: 'auto',
  aspectRatio: { xs: '1', md: '3 / 4' },
  borderRadius: 1,
  overflow: 'hidden',
  ...STUDIO,
  '& img': { objectFit: 'contain' }, // all of a garment, in a square frame too
} as const;

const FIGURES = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 8.5rem), 1fr))',
  gap: 1.5,
  m: 0,
  '& > div': { px: 2, py: 1.5, bgcolor: 'sunken', borderRadius: 1 },
  '& dt': { typography: 'body2', color: 'text.secondary' },
  '& dd': { m: 0, fontWeight: 600, fontVariantNumeric: 'tabular-nums' },
} as const;
