/** A photo on its way: how far it is, or why it did not arrive and what can be done about it. */
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { previewOf } from '@/lib/preview';
import { language } from '@/lib/texts';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import { FilePicture, PhotoFrame } from './PhotoFrame';
import { FileInput } from './PhotoSource';
import { refreshLists } from './garments';
import { mayExchange, mayTryAgain } from './failures';
import { uploads } from './sending';
import type { Upload } from './uploads';

export function UploadFrame({ upload }: { upload: Upload }) {
  const texts = useWardrobeTexts();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const { key, file, preview, state, progress, failure, detail } = upload;
  const exchange = async ([chosen]: File[]) => {
    if (chosen) uploads.exchange(key, chosen, await previewOf(chosen));
  };
  const leave = async () => {
    await uploads.leaveOut(key).catch(() => undefined); // what stays can be deleted on its own page
    await refreshLists(queries);
  };
  return (
    <PhotoFrame
      label={file.name}
      picture={<FilePicture preview={preview} name={file.name} />}
      isFaint={state !== 'done'}
      isWrong={failure !== null}
      note={
        failure ? (
          <Why failure={failure} detail={detail} />
        ) : (
          texts.uploadStates[state === 'failed' ? 'waiting' : state]
        )
      }
    >
      {(state === 'sending' || state === 'preparing') && (
        <LinearProgress
          aria-label={`${file.name}: ${texts.uploadStates[state]}`}
          {...(progress > 0 && { variant: 'determinate', value: progress * 100 })}
          sx={{ flex: '1 0 100%', height: 6, borderRadius: 3, mt: 0.75 }}
        />
      )}
      {failure && mayTryAgain(failure) && (
        <Button size="small" onClick={() => uploads.again(key)}>
          {texts.again}
        </Button>
      )}
      {failure && mayExchange(failure) && (
        <Button size="small" onClick={() => input.current?.click()}>
          {texts.anotherPhoto}
        </Button>
      )}
      {failure && (
        <Button size="small" aria-label={texts.leaveOut(file.name)} onClick={() => void leave()}>
          {texts.leaveOutShort}
        </Button>
      )}
      <FileInput ref={input} label={texts.anotherPhoto} onChosen={(files) => void exchange(files)} />
    </PhotoFrame>
  );
}

/** Our own sentence, and where the shop knows more, its own, which is English. */
function Why({ failure, detail }: { failure: NonNullable<Upload['failure']>; detail: string }) {
  const texts = useWardrobeTexts();
  const isTold = (failure === 'unfit' || failure === 'shop') && detail !== '';
  return (
    <>
      {!(isTold && language() === 'en') && texts.failures[failure]}{' '}
      {isTold && <span lang="en">{detail}</span>}
    </>
  );
}
