/** The small heart on a favourite's picture: takes it off the list. */
import IconButton from '@mui/material/IconButton';
import { FullHeartIcon } from '@/ui/icons';
import { useFavourite } from './favourites';

export function RemoveButton({ itemId, name }: { itemId: number; name: string }) {
  const change = useFavourite(itemId);
  return (
    <IconButton
      aria-label={`Remove ${name} from your favourites`}
      onClick={() => change.mutate(false)}
      disabled={change.isPending}
      sx={{
        width: 48,
        height: 48,
        bgcolor: 'background.paper',
        color: 'primary.main',
        '&:hover': { bgcolor: 'background.default' },
      }}
    >
      <FullHeartIcon />
    </IconButton>
  );
}
