/** One upload in the list: which file, when, and where it stands. */
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { Link } from '@tanstack/react-router';
import type { UploadRow as Row } from '@/api/types';
import { formatMoment, localeNow } from '@/lib/locale';
import { useImportTexts } from '@/lib/texts/imports';

export function UploadRow({ upload }: { upload: Row }) {
  const texts = useImportTexts();
  const { counts, state } = upload;
  const number = new Intl.NumberFormat(localeNow());
  const told = (['new', 'changed', 'rejected'] as const).filter((name) => counts[name] > 0);
  return (
    <ButtonBase component={Link} to={`/boutique/imports/${upload.id}`} sx={ROW}>
      <b>{upload.file_name}</b>
      <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
        {[upload.dialect.label, formatMoment(upload.created_at)].join(' · ')}
      </Box>
      <Box sx={{ typography: 'body2', color: state === 'failed' ? 'error.main' : 'text.primary' }}>
        {[
          texts.states[state],
          ...told.map((name) => `${texts.counts[name]}: ${number.format(counts[name])}`),
        ].join(' · ')}
      </Box>
    </ButtonBase>
  );
}

const ROW = {
  display: 'grid',
  justifyItems: 'start',
  justifyContent: 'stretch',
  width: 1,
  py: 2,
  borderBottom: 1,
  borderColor: 'divider',
  font: 'inherit',
  textAlign: 'left',
  color: 'text.primary',
  overflowWrap: 'anywhere',
  '&:hover': { bgcolor: 'sunken' },
} as const;
