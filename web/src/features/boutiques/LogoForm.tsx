/** The boutique's logo: shown as shoppers see it, changed by choosing a picture. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useRef, useState } from 'react';
import { Problem, messageOf } from '@/api/problem';
import type { MyBoutique } from '@/api/types';
import { PHOTO_FILES } from '@/lib/photoKinds';
import { type PeopleTexts, usePeopleTexts } from '@/lib/texts/people';
import { BoutiqueMark } from './BoutiqueMark';
import { LARGEST_LOGO, useLogo } from './mine';

export function LogoForm({ boutique }: { boutique: MyBoutique }) {
  const texts = usePeopleTexts();
  const input = useRef<HTMLInputElement>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  const logo = useLogo();
  const choose = (file: File | undefined) => {
    if (!file) return;
    setTooLarge(file.size > LARGEST_LOGO);
    if (file.size <= LARGEST_LOGO) logo.mutate(file);
    else logo.reset();
  };
  const error = isTooLarge ? texts.logoLarge : logo.error && complaintOf(logo.error, texts);
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 3 }}>
      <BoutiqueMark boutique={boutique} size={112} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        <input
          ref={input}
          type="file"
          accept={PHOTO_FILES}
          aria-label={texts.logoChoose}
          hidden
          onChange={(event) => {
            choose(event.target.files?.[0]);
            event.target.value = ''; // the same file again is a choice, too
          }}
        />
        <Button variant="outlined" loading={logo.isPending} onClick={() => input.current?.click()}>
          {texts.logoChoose}
        </Button>
        {boutique.logo_url && (
          <Button disabled={logo.isPending} onClick={() => logo.mutate(null)}>
            {texts.logoRemove}
          </Button>
        )}
      </Box>
      <Box role="status" sx={SAID}>
        {logo.isSuccess && !isTooLarge && (boutique.logo_url ? texts.logoDone : texts.logoGone)}
      </Box>
      {error && (
        <Box role="alert" sx={{ ...SAID, color: 'error.main', fontWeight: 500 }}>
          {error}
        </Box>
      )}
    </Box>
  );
}

function complaintOf(error: Error, texts: PeopleTexts): string {
  const status = error instanceof Problem ? error.status : 0;
  if (status === 413) return texts.logoLarge;
  return status === 422 ? texts.logoBad : messageOf(error);
}

const SAID = { flex: '1 0 100%', '&:empty': { display: 'none' } } as const;
