/** Giving a collection another name, and deleting it. */
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import { NameSheet } from '@/features/swipes/NameSheet';
import { useDeleteCollection, useRenameCollection } from '@/features/swipes/collections';
import { useTexts } from '@/lib/texts';
import { Question } from '@/ui/Question';

interface Props {
  id: string;
  name: string;
}

export function RenameCollection({ id, name }: Props) {
  const { favourites, common } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const rename = useRenameCollection(id);
  const close = () => {
    setOpen(false);
    rename.reset();
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{favourites.rename}</Button>
      {isOpen && (
        <NameSheet
          title={favourites.renameTitle}
          action={common.save}
          start={name}
          isBusy={rename.isPending}
          error={rename.error}
          onClose={close}
          onNamed={(next) => (next === name ? close() : rename.mutate(next, { onSuccess: close }))}
        />
      )}
    </>
  );
}

export function DeleteCollection({ id, name }: Props) {
  const { favourites } = useTexts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const remove = useDeleteCollection(id);
  const leave = async () => {
    await navigate({ to: '/favourites' });
    void queries.invalidateQueries({ queryKey: ['collections'] });
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{favourites.delete}</Button>
      {isOpen && (
        <Question
          title={favourites.deleteTitle(name)}
          text={favourites.deleteText}
          action={favourites.deleteNow}
          isBusy={remove.isPending}
          error={remove.error && messageOf(remove.error)}
          onYes={() => remove.mutate(undefined, { onSuccess: leave })}
          onNo={() => {
            setOpen(false);
            remove.reset();
          }}
        />
      )}
    </>
  );
}
