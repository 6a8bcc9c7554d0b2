/** The boutique's uploads: a place for a new file, and what became of the earlier ones. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import { DropZone } from '@/features/imports/DropZone';
import { UploadRow } from '@/features/imports/UploadRow';
import { LARGEST, saveTemplate, uploadsQuery, useUploading } from '@/features/imports/imports';
import { useTexts } from '@/lib/texts';
import { useImportTexts } from '@/lib/texts/imports';
import { Trouble } from '@/pages/Trouble';
import { MoreButton } from '@/ui/MoreButton';
import { PageTitle } from '@/ui/PageTitle';
import { Part } from '@/ui/Part';
import { BoutiqueFrame } from './BoutiqueFrame';

export default function ImportsPage() {
  const texts = useImportTexts();
  const navigate = useNavigate();
  const uploading = useUploading();
  const template = useMutation({ mutationFn: saveTemplate });
  const [isTooLarge, setTooLarge] = useState(false);
  const send = (file: File) => {
    setTooLarge(file.size > LARGEST);
    if (file.size > LARGEST) return;
    uploading.mutate(file, {
      onSuccess: ({ id }) => void navigate({ to: '/boutique/imports/$id', params: { id } }),
    });
  };
  const trouble = uploading.error ?? template.error;
  return (
    <BoutiqueFrame width={760}>
      <PageTitle title={texts.title}>{texts.text}</PageTitle>
      <DropZone
        isBusy={uploading.isPending}
        error={isTooLarge ? texts.tooLarge : trouble && messageOf(trouble)}
        onFile={send}
      />
      <Button onClick={() => template.mutate()} loading={template.isPending} sx={{ mt: 2 }}>
        {texts.template}
      </Button>
      <Earlier />
    </BoutiqueFrame>
  );
}

function Earlier() {
  const texts = useImportTexts();
  const { common } = useTexts();
  const { data, error, refetch, ...more } = useInfiniteQuery(uploadsQuery);
  const found = data?.pages.flatMap(({ items }) => items);
  if (found?.length === 0) return null;
  return (
    <Part title={texts.earlier}>
      {!found && error && <Trouble title={texts.trouble} error={error} onRetry={() => void refetch()} />}
      {!found && !error && (
        <Box role="status" aria-label={common.loading}>
          <Skeleton variant="rounded" height={80} sx={{ mb: 2 }} />
          <Skeleton variant="rounded" height={80} />
        </Box>
      )}
      {found && (
        <Box component="ul" aria-label={texts.earlier} sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {found.map((upload) => (
            <li key={upload.id}>
              <UploadRow upload={upload} />
            </li>
          ))}
        </Box>
      )}
      <MoreButton {...more} />
    </Part>
  );
}
