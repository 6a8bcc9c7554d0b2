/** All folders: to make one, to rename and to delete. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import type { GarmentFolder } from '@/api/types';
import { useTexts } from '@/lib/texts';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import { Question } from '@/ui/Question';
import { Row } from '@/ui/Row';
import { Sheet } from '@/ui/Sheet';
import { FolderNameForm } from './FolderNameForm';
import { foldersQuery, useFolders } from './folders';

interface Props {
  userId: number;
  /** The one that is deleted may be the one that is looked at. */
  onRemoved: (folderId: string) => void;
  onClose: () => void;
}

export function FoldersSheet({ userId, onRemoved, onClose }: Props) {
  const texts = useWardrobeTexts();
  const { data, error } = useQuery(foldersQuery(userId));
  const { make, rename, remove } = useFolders();
  const [named, setNamed] = useState<string | null>(null);
  const [doomed, setDoomed] = useState<GarmentFolder | null>(null);
  const [made, setMade] = useState(0);
  return (
    <Sheet title={texts.folders} onClose={onClose}>
      <Typography color="textSecondary">
        {data?.items.length === 0 ? texts.noFolders : texts.foldersText}
      </Typography>
      {!data && error && (
        <Typography role="alert" color="error">
          {messageOf(error)}
        </Typography>
      )}
      <Box component="ul" sx={{ m: 0, p: 0, mt: 1, listStyle: 'none' }}>
        {data?.items.map((folder) =>
          folder.id === named ? (
            <Box component="li" key={folder.id} sx={{ py: 1.5, borderBottom: 1, borderColor: 'divider' }}>
              <RenameForm folder={folder} rename={rename} onDone={() => setNamed(null)} />
            </Box>
          ) : (
            <FolderRow
              key={folder.id}
              folder={folder}
              onRename={() => setNamed(folder.id)}
              onRemove={() => setDoomed(folder)}
            />
          ),
        )}
      </Box>
      <Box sx={{ mt: 3 }}>
        <FolderNameForm
          key={made}
          label={texts.newFolder}
          action={texts.makeFolder}
          isBusy={make.isPending}
          error={make.error}
          onNamed={(name) => make.mutate(name, { onSuccess: () => setMade(made + 1) })}
        />
      </Box>
      {doomed && (
        <Question
          title={texts.deleteFolderTitle(doomed.name)}
          text={texts.deleteFolderText}
          action={texts.delete}
          isBusy={remove.isPending}
          error={remove.error && messageOf(remove.error)}
          onYes={() =>
            remove.mutate(doomed.id, {
              onSuccess: () => {
                onRemoved(doomed.id);
                setDoomed(null);
              },
            })
          }
          onNo={() => {
            setDoomed(null);
            remove.reset();
          }}
        />
      )}
    </Sheet>
  );
}

interface RowProps {
  folder: GarmentFolder;
  onRename: () => void;
  onRemove: () => void;
}

function FolderRow({ folder: { name, garments }, onRename, onRemove }: RowProps) {
  const texts = useWardrobeTexts();
  const { common } = useTexts();
  return (
    <Row title={name} text={common.pieces(garments)}>
      <Button aria-label={texts.rename(name)} onClick={onRename}>
        {texts.renameShort}
      </Button>
      <Button aria-label={texts.deleteFolder(name)} onClick={onRemove}>
        {texts.delete}
      </Button>
    </Row>
  );
}

interface RenameProps {
  folder: GarmentFolder;
  rename: ReturnType<typeof useFolders>['rename'];
  onDone: () => void;
}

function RenameForm({ folder: { id, name: before }, rename, onDone }: RenameProps) {
  const texts = useWardrobeTexts();
  const { common } = useTexts();
  const leave = () => {
    rename.reset();
    onDone();
  };
  return (
    <FolderNameForm
      label={texts.folderName}
      action={common.save}
      start={before}
      isBusy={rename.isPending}
      error={rename.error}
      onNamed={(name) => (name === before ? leave() : rename.mutate({ id, name }, { onSuccess: leave }))}
      onCancel={leave}
    />
  );
}
