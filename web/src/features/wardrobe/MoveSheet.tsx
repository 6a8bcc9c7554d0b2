/** Where the chosen garments shall lie: in a folder, in a new one, or in none. */
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '@/lib/texts';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import { ForwardIcon } from '@/ui/furtherIcons';
import { Sheet } from '@/ui/Sheet';
import { FolderNameForm } from './FolderNameForm';
import { foldersQuery, useFolders } from './folders';

interface Props {
  userId: number;
  count: number;
  onMove: (folderId: string | null) => void;
  onClose: () => void;
}

export function MoveSheet({ userId, count, onMove, onClose }: Props) {
  const texts = useWardrobeTexts();
  const { common } = useTexts();
  const { data } = useQuery(foldersQuery(userId));
  const { make } = useFolders();
  return (
    <Sheet title={texts.moveTitle(count)} onClose={onClose}>
      <Box sx={{ borderTop: 1, borderColor: 'divider', mb: 3 }}>
        {data?.items.map(({ id, name, garments }) => (
          <ButtonBase key={id} onClick={() => onMove(id)} sx={PLACE}>
            <span>{name}</span>
            <small>{common.pieces(garments)}</small>
            <ForwardIcon fontSize="small" />
          </ButtonBase>
        ))}
        <ButtonBase onClick={() => onMove(null)} sx={PLACE}>
          <span>{texts.noFolder}</span>
          <ForwardIcon fontSize="small" />
        </ButtonBase>
      </Box>
      <FolderNameForm
        label={texts.newFolder}
        action={texts.makeFolder}
        isBusy={make.isPending}
        error={make.error}
        onNamed={(name) => make.mutate(name, { onSuccess: ({ id }) => onMove(id) })}
      />
    </Sheet>
  );
}

const PLACE = {
  display: 'flex',
  gap: 2,
  width: 1,
  minHeight: 56,
  py: 1,
  borderBottom: 1,
  borderColor: 'divider',
  font: 'inherit',
  fontWeight: 500,
  textAlign: 'left',
  '& > span:first-of-type': { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
  '& small, & svg': { color: 'text.secondary' },
  '&:hover': { bgcolor: 'sunken' },
} as const;
