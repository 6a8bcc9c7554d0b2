/** One upload: how it is read, what it would change, and the way into the shop and back. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import type { Upload } from '@/api/types';
import { Outcome } from '@/features/imports/Outcome';
import { Progress } from '@/features/imports/Progress';
import { ReadingForm } from '@/features/imports/ReadingForm';
import { type Step, isUnderWay, uploadQuery, useUploadStep } from '@/features/imports/imports';
import { formatMoment } from '@/lib/locale';
import { useTexts } from '@/lib/texts';
import { useImportTexts } from '@/lib/texts/imports';
import { Trouble } from '@/pages/Trouble';
import { BackLink } from '@/ui/BackLink';
import { PageTitle } from '@/ui/PageTitle';
import { Question } from '@/ui/Question';

const route = getRouteApi('/boutique/imports/$id');

export default function ImportPage() {
  const texts = useImportTexts();
  const { common } = useTexts();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(uploadQuery(id));
  return (
    <Box sx={{ width: 1, maxWidth: 760, mx: 'auto' }}>
      <BackLink to="/boutique/imports">{texts.title}</BackLink>
      {!data && error && <Trouble title={texts.oneTrouble} error={error} onRetry={() => void refetch()} />}
      {!data && !error && (
        <Box role="status" aria-label={common.loading}>
          <Skeleton variant="rounded" height={80} sx={{ mb: 4 }} />
          <Skeleton variant="rounded" height={320} />
        </Box>
      )}
      {data && <Shown key={data.id} upload={data} />}
    </Box>
  );
}

const HAS_COUNTS: readonly Upload['state'][] = ['checked', 'applied', 'undone'];

function Shown({ upload }: { upload: Upload }) {
  const texts = useImportTexts();
  const step = useUploadStep(upload);
  const { state, failed_in, may } = upload;
  const stopped =
    state === 'failed' && failed_in ? texts.stopped[failed_in as keyof typeof texts.stopped] : '';
  const didSomething = state === 'failed' && failed_in !== 'checking';
  const failure = step.error && step.variables.to !== 'undo' && step.variables.to !== 'forget';
  const said = failure ? messageOf(step.error) : null;
  const isChecking = step.variables?.to === 'check';
  return (
    <>
      <PageTitle title={upload.file_name} />
      <Typography color="textSecondary">
        {[upload.dialect.label, formatMoment(upload.created_at)].join(' · ')}
      </Typography>
      <Typography role="status" sx={{ mt: 2, fontWeight: 600 }}>
        {texts.states[state]}
      </Typography>
      {stopped && <Typography sx={{ mt: 0.5 }}>{stopped}</Typography>}
      {!upload.has_file && <Typography color="textSecondary">{texts.forgotten}</Typography>}
      {isUnderWay(upload) && (
        <Progress
          upload={upload}
          isStopping={step.isPending && step.variables.to === 'stop'}
          onStop={() => step.mutate({ to: 'stop' })}
        />
      )}
      {said && !isChecking && (
        <Typography role="alert" color="error" sx={{ mt: 2, fontWeight: 500 }}>
          {said}
        </Typography>
      )}
      <Steps upload={upload} step={step} />
      {(HAS_COUNTS.includes(state) || didSomething) && <Outcome upload={upload} />}
      {may.includes('check') && (
        <ReadingForm
          key={`${upload.dialect.name} ${state}`}
          upload={upload}
          isBusy={step.isPending && isChecking}
          error={isChecking ? said : null}
          onCheck={(as) => step.mutate({ to: 'check', as })}
        />
      )}
    </>
  );
}

function Steps({ upload, step }: { upload: Upload; step: ReturnType<typeof useUploadStep> }) {
  const texts = useImportTexts();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<'undo' | 'forget' | null>(null);
  const { may, state } = upload;
  if (may.length === 0 || (may.length === 1 && may.includes('check'))) return null;
  const isBusy = (to: Step['to']) => step.isPending && step.variables.to === to;
  const answered = (to: 'undo' | 'forget') =>
    step.mutate(
      { to },
      {
        onSuccess: () => {
          setAsked(null);
          if (to === 'forget') void navigate({ to: '/boutique/imports' });
        },
      },
    );
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, mt: 3 }}>
      {may.includes('apply') && (
        <Button variant="contained" loading={isBusy('apply')} onClick={() => step.mutate({ to: 'apply' })}>
          {state === 'failed' ? texts.goOn : texts.apply}
        </Button>
      )}
      {may.includes('undo') && (
        <Button variant="outlined" onClick={() => setAsked('undo')}>
          {texts.undo}
        </Button>
      )}
      {may.includes('forget') && <Button onClick={() => setAsked('forget')}>{texts.forget}</Button>}
      {asked !== null && (
        <Question
          title={asked === 'undo' ? texts.undoTitle : texts.forgetTitle}
          text={asked === 'undo' ? texts.undoText : texts.forgetText}
          action={asked === 'undo' ? texts.undo : texts.forget}
          isBusy={isBusy(asked)}
          error={step.error && step.variables.to === asked ? messageOf(step.error) : null}
          onYes={() => answered(asked)}
          onNo={() => setAsked(null)}
        />
      )}
    </Box>
  );
}
