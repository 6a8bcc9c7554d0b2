/** The name of a folder, a new one or an old one's next. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import { Field } from '@/ui/Field';
import { LONGEST_NAME, complaintAbout } from './folders';

interface Props {
  label: string;
  action: string;
  start?: string;
  isBusy: boolean;
  error: unknown;
  onNamed: (name: string) => void;
  onCancel?: () => void;
}

export function FolderNameForm({ label, action, start = '', isBusy, error, onNamed, onCancel }: Props) {
  const texts = useWardrobeTexts();
  const { common } = useTexts();
  const [name, setName] = useState(start);
  const [isMissing, setMissing] = useState(false);
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(!name.trim());
        if (name.trim() && !isBusy) onNamed(name.trim());
      }}
    >
      <Field
        label={label}
        value={name}
        onChange={(next) => {
          setName(next);
          setMissing(false);
        }}
        autoFocus={start !== ''}
        autoComplete="off"
        enterKeyHint="done"
        maxLength={LONGEST_NAME}
        error={isMissing ? texts.folderMissing : complaintAbout(error)}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5 }}>
        <Button type="submit" variant="outlined" loading={isBusy}>
          {action}
        </Button>
        {onCancel && <Button onClick={onCancel}>{common.cancel}</Button>}
      </Box>
    </Box>
  );
}
