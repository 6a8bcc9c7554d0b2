/** Whether the picture is shown without its background; the first time, the shop cuts it out while one waits. */
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getJobsOne, postGarmentsOneBackgroundClean } from '@/api/generated';
import { messageOf } from '@/api/problem';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import { OneOf } from '@/ui/OneOf';
import { type Read, garmentQuery } from './garments';

const BACKGROUNDS = ['clean', 'original'] as const;
const LOOK_EVERY_MS = 500;

export function BackgroundChoice({ userId, garment }: { userId: number; garment: Read }) {
  const texts = useWardrobeTexts();
  const choice = useBackground(userId, garment.id);
  const photo = garment.photos.find(({ state }) => state === 'ready');
  if (!photo) return null;
  const fault = photo.background === 'original' && photo.cutout_fault !== null;
  return (
    <Box>
      <OneOf
        question={texts.background}
        choices={BACKGROUNDS.map((value) => ({ value, label: texts.backgrounds[value] }))}
        chosen={choice.isPending ? choice.variables : photo.background}
        onChoose={(background) => choice.mutate(background)}
      />
      <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }} role="status">
        {choice.isPending
          ? texts.cuttingOut
          : fault
            ? texts.notCutOut
            : photo.cutout?.is_doubtful
              ? texts.doubtful
              : ''}
      </Typography>
      {choice.isPending && <LinearProgress aria-label={texts.cuttingOut} sx={{ mt: 1 }} />}
      {choice.error && (
        <Box role="alert" sx={{ color: 'error.main', mt: 1, fontWeight: 500 }}>
          {messageOf(choice.error)}
        </Box>
      )}
    </Box>
  );
}

function useBackground(userId: number, garmentId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (background: (typeof BACKGROUNDS)[number]) => {
      const path = { garment_id: garmentId };
      let { job } = await postGarmentsOneBackgroundClean({ path, body: { background } });
      while (job?.state === 'queued' || job?.state === 'running') {
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
        job = await getJobsOne({ path: { job_id: job.id } });
      }
      if (job?.error) throw new Error(job.error);
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: garmentQuery(userId, garmentId).queryKey }),
        queries.invalidateQueries({ queryKey: ['garments', userId, 'list'] }),
      ]),
  });
}
