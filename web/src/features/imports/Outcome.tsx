/** What a check has found, or an upload has done: four numbers, and the first lines that were left out. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { messageOf } from '@/api/problem';
import type { Upload } from '@/api/types';
import { localeNow } from '@/lib/locale';
import { useImportTexts } from '@/lib/texts/imports';
import { Part } from '@/ui/Part';
import { saveFaults } from './imports';

const COUNTS = ['new', 'changed', 'unchanged', 'rejected'] as const;
const UNDONE = ['restored', 'kept_in_part', 'removed', 'hidden'] as const;

export function Outcome({ upload }: { upload: Upload }) {
  const texts = useImportTexts();
  const { counts, undone, state } = upload;
  const number = new Intl.NumberFormat(localeNow());
  return (
    <Part title={state === 'checked' ? texts.result : texts.resultDone}>
      {state === 'undone' ? (
        <Numbers numbers={UNDONE.map((name) => [texts.undone[name], undone[name] ?? 0])} />
      ) : (
        <>
          <Numbers numbers={COUNTS.map((name) => [texts.counts[name], counts[name]])} />
          <Typography color="textSecondary" sx={{ mt: 1.5 }}>
            {texts.rowsRead(number.format(counts.read))}
          </Typography>
        </>
      )}
      {upload.faults.length > 0 && <Faults upload={upload} />}
    </Part>
  );
}

function Numbers({ numbers }: { numbers: [label: string, value: number][] }) {
  const number = new Intl.NumberFormat(localeNow());
  return (
    <Box component="dl" sx={NUMBERS}>
      {numbers.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{number.format(value)}</dd>
        </div>
      ))}
    </Box>
  );
}

function Faults({ upload }: { upload: Upload }) {
  const texts = useImportTexts();
  const saving = useMutation({ mutationFn: () => saveFaults(upload.id) });
  const number = new Intl.NumberFormat(localeNow());
  return (
    <>
      <Typography variant="h3" sx={{ mt: 4, mb: 1 }}>
        {texts.faults}
      </Typography>
      <Box component="ul" sx={FAULTS}>
        {upload.faults.map(({ line, column, value, message }, place) => (
          <li key={`${line} ${place}`}>
            <b>{texts.line(number.format(line))}</b> {[column, value].filter(Boolean).join(' ')} {message}
          </li>
        ))}
      </Box>
      {upload.has_faults && (
        <Button onClick={() => saving.mutate()} loading={saving.isPending} sx={{ mt: 1 }}>
          {texts.downloadFaults}
        </Button>
      )}
      {saving.error && (
        <Typography role="alert" color="error">
          {messageOf(saving.error)}
        </Typography>
      )}
    </>
  );
}

const NUMBERS = {
  m: 0,
  display: 'grid',
  gridTemplateColumns: { xs: '1fr 1fr', sm: 'repeat(4, 1fr)' },
  gap: 2,
  '& > div': { display: 'flex', flexDirection: 'column-reverse', p: 2, bgcolor: 'sunken', borderRadius: 2 },
  '& dt': { typography: 'body2', color: 'text.secondary' },
  '& dd': { m: 0, typography: 'h2', fontVariantNumeric: 'tabular-nums' },
} as const;

const FAULTS = {
  m: 0,
  p: 0,
  listStyle: 'none',
  typography: 'body2',
  '& > li': { py: 1, borderBottom: 1, borderColor: 'divider', overflowWrap: 'anywhere' },
  '& b': { fontWeight: 600, mr: 0.5 },
} as const;
