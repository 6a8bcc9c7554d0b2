/** How far the shop has come with a file, and the way to stop it. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import type { Upload } from '@/api/types';
import { localeNow } from '@/lib/locale';
import { useImportTexts } from '@/lib/texts/imports';
import { useJob } from './imports';

interface Props {
  upload: Upload;
  isStopping: boolean;
  onStop: () => void;
}

export function Progress({ upload, isStopping, onStop }: Props) {
  const texts = useImportTexts();
  const job = useJob(upload.job_id, upload.id);
  const percent = Math.round(100 * (job?.progress ?? 0));
  const said = texts.percent(new Intl.NumberFormat(localeNow()).format(percent));
  return (
    <Box sx={{ mt: 3 }}>
      <LinearProgress
        aria-label={texts.states[upload.state]}
        {...(job && { variant: 'determinate', value: percent })}
        sx={{ height: 8, borderRadius: 4 }}
      />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mt: 1.5 }}>
        <Typography variant="body2" color="textSecondary" sx={{ flex: 1 }}>
          {job ? said : texts.states[upload.state]}
        </Typography>
        <Button variant="outlined" onClick={onStop} loading={isStopping}>
          {texts.cancelJob}
        </Button>
      </Box>
    </Box>
  );
}
