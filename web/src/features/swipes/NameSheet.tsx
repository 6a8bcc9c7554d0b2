/** The name of a collection, a new one or an old one's next. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useId, useState } from 'react';
import { useTexts } from '@/lib/texts';
import { Field } from '@/ui/Field';
import { Sheet } from '@/ui/Sheet';
import { LONGEST_NAME, complaintAbout } from './collections';

interface Props {
  title: string;
  action: string;
  start?: string;
  isBusy: boolean;
  error: unknown;
  onClose: () => void;
  onNamed: (name: string) => void;
}

export function NameSheet({ title, action, start = '', isBusy, error, onClose, onNamed }: Props) {
  const { favourites } = useTexts();
  const form = useId();
  const [name, setName] = useState(start);
  const [isMissing, setMissing] = useState(false);
  return (
    <Sheet
      title={title}
      onClose={onClose}
      actions={
        <Button type="submit" form={form} variant="contained" loading={isBusy}>
          {action}
        </Button>
      }
    >
      <Box
        component="form"
        id={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(!name.trim());
          if (name.trim() && !isBusy) onNamed(name.trim());
        }}
      >
        <Field
          label={favourites.name}
          value={name}
          onChange={(next) => {
            setName(next);
            setMissing(false);
          }}
          autoFocus
          autoComplete="off"
          enterKeyHint="done"
          maxLength={LONGEST_NAME}
          placeholder={favourites.nameExample}
          error={isMissing ? favourites.nameMissing : complaintAbout(error)}
        />
      </Box>
    </Sheet>
  );
}
