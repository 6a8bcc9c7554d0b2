/** One garment: how it looks, whether it can be worn, what a day with it costs, and all that is known of it. */
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Problem } from '@/api/problem';
import { useUser } from '@/features/accounts/useUser';
import { garmentQuery } from '@/features/wardrobe/garments';
import { useLeftovers } from '@/features/wardrobe/sending';
import { useTexts } from '@/lib/texts';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import { Trouble } from '@/pages/Trouble';
import { BackLink } from '@/ui/BackLink';
import { LinkButton } from '@/ui/LinkButton';
import { Notice } from '@/ui/Notice';
import { ShownGarment } from './ShownGarment';

export default function GarmentPage() {
  const user = useUser();
  const { id } = useParams({ from: '/wardrobe/$id' });
  return user && <GarmentOf key={`${user.id} ${id}`} userId={user.id} garmentId={id} />;
}

function GarmentOf({ userId, garmentId }: { userId: number; garmentId: string }) {
  const texts = useWardrobeTexts();
  const { common } = useTexts();
  const { data: garment, error, refetch } = useQuery(garmentQuery(userId, garmentId));
  useLeftovers(userId);
  if (error instanceof Problem && (error.status === 404 || error.status === 422))
    return (
      <Notice title={texts.gone} text={texts.goneText}>
        <title>{`${common.notFoundTitle} · Modiste`}</title>
        <LinkButton to="/wardrobe" variant="contained">
          {texts.toWardrobe}
        </LinkButton>
      </Notice>
    );
  return (
    <>
      <BackLink to="/wardrobe">{texts.title}</BackLink>
      {!garment && error && <Trouble title={texts.oneTrouble} error={error} onRetry={() => void refetch()} />}
      {!garment && !error && (
        <Box role="status" aria-label={common.loading} sx={{ display: 'grid', gap: 2, maxWidth: 460 }}>
          <Skeleton variant="rounded" sx={{ aspectRatio: '3 / 4', height: 'auto' }} />
          <Skeleton variant="rounded" height={120} />
        </Box>
      )}
      {garment && <ShownGarment userId={userId} garment={garment} />}
    </>
  );
}
