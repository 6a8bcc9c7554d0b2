/** Where a file is dropped, or chosen as browsers let one choose. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { useImportTexts } from '@/lib/texts/imports';
import { HIDDEN } from '@/ui/hidden';
import { radius } from '@/ui/tokens';

interface Props {
  isBusy: boolean;
  error: string | null;
  onFile: (file: File) => void;
}

export function DropZone({ isBusy, error, onFile }: Props) {
  const texts = useImportTexts();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const [file] = files ?? [];
    if (file && !isBusy) onFile(file);
  };
  return (
    <Box
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
      sx={{ ...ZONE, ...(isOver && OVER) }}
    >
      <Typography variant="h2" component="p">
        {texts.drop}
      </Typography>
      <Typography color="textSecondary" variant="body2">
        {texts.limits}
      </Typography>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,.xml,.jsonl,.ndjson,.gz"
        aria-label={texts.choose}
        tabIndex={-1}
        style={HIDDEN}
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
      <Button variant="contained" loading={isBusy} onClick={() => input.current?.click()} sx={{ mt: 1 }}>
        {texts.choose}
      </Button>
      {isBusy && (
        <Box role="status" sx={{ width: 1, maxWidth: 320 }}>
          <Typography variant="body2" sx={{ mb: 1 }}>
            {texts.sending}
          </Typography>
          <LinearProgress aria-label={texts.sending} />
        </Box>
      )}
      {error && (
        <Typography role="alert" color="error" sx={{ fontWeight: 500, overflowWrap: 'anywhere' }}>
          {error}
        </Typography>
      )}
    </Box>
  );
}

const ZONE = {
  display: 'grid',
  justifyItems: 'center',
  gap: 1,
  px: 2,
  py: { xs: 4, md: 6 },
  border: '2px dashed',
  borderColor: 'edge',
  borderRadius: `${radius.card}px`,
  textAlign: 'center',
} as const;

const OVER = { borderColor: 'secondary.main', bgcolor: 'sunken' } as const;
