/** Making an API key, and showing it the one time that it can be shown. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Problem, messageOf } from '@/api/problem';
import type { MadeKey } from '@/api/types';
import { type PeopleTexts, usePeopleTexts } from '@/lib/texts/people';
import { Field } from '@/ui/Field';
import { radius } from '@/ui/tokens';
import { useKeyMaking } from './keys';

export function KeyForm() {
  const texts = usePeopleTexts();
  const [name, setName] = useState('');
  const [isTried, setTried] = useState(false);
  const making = useKeyMaking();
  const make = () => {
    setTried(true);
    if (name.trim() === '' || making.isPending) return;
    making.mutate(name.trim(), {
      onSuccess: () => {
        setName('');
        setTried(false);
      },
    });
  };
  if (making.data) return <Shown made={making.data} onSeen={making.reset} />;
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        make();
      }}
      sx={{ display: 'grid', gap: 3, maxWidth: 460 }}
    >
      <Field
        label={texts.keyName}
        name="key"
        maxLength={80}
        autoComplete="off"
        value={name}
        onChange={setName}
        error={
          isTried && name.trim() === ''
            ? texts.keyNameMissing
            : making.error && complaintOf(making.error, texts)
        }
      />
      <Box>
        <Button type="submit" variant="contained" loading={making.isPending}>
          {texts.keyMake}
        </Button>
      </Box>
    </Box>
  );
}

function Shown({ made, onSeen }: { made: MadeKey; onSeen: () => void }) {
  const texts = usePeopleTexts();
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(made.key);
      setSaid(texts.copied);
    } catch {
      setSaid(texts.notCopied); // refused, or a plain-http address, where there is no clipboard
    }
  };
  return (
    <Box role="group" aria-label={texts.keyShown} sx={CARD}>
      <Typography sx={{ fontWeight: 600 }}>{made.name}</Typography>
      <Typography color="textSecondary">{texts.keyShownText}</Typography>
      <Box component="code" tabIndex={0} sx={SECRET}>
        {made.key}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5 }}>
        <Button variant="contained" onClick={() => void copy()}>
          {texts.copy}
        </Button>
        <Button variant="outlined" onClick={onSeen}>
          {texts.keySeen}
        </Button>
        <Box role="status" sx={{ typography: 'body2' }}>
          {said}
        </Box>
      </Box>
    </Box>
  );
}

function complaintOf(error: Error, texts: PeopleTexts): string {
  return error instanceof Problem && error.status === 409 ? texts.keyTooMany : messageOf(error);
}

const CARD = {
  display: 'grid',
  gap: 1.5,
  p: 2.5,
  border: 1,
  borderColor: 'divider',
  borderRadius: `${radius.card}px`,
  bgcolor: 'background.paper',
} as const;

const SECRET = {
  display: 'block',
  p: 1.5,
  borderRadius: '8px',
  bgcolor: 'sunken',
  fontFamily: 'monospace',
  fontSize: '0.9375rem',
  overflowWrap: 'anywhere',
  userSelect: 'all',
} as const;
