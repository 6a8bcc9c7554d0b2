/** A heart that saves an item, or takes it off the favourites. */
import Button from '@mui/material/Button';
import { messageOf } from '@/api/problem';
import { FullHeartIcon, HeartIcon } from '@/ui/icons';
import { useFavourite } from './favourites';

export function FavouriteButton({ itemId, isFavourite }: { itemId: number; isFavourite: boolean }) {
  const change = useFavourite(itemId);
  const isOn = change.isPending ? change.variables : isFavourite;
  return (
    <>
      <Button
        variant={isOn ? 'outlined' : 'contained'}
        aria-pressed={isOn}
        startIcon={isOn ? <FullHeartIcon /> : <HeartIcon />}
        onClick={() => change.mutate(!isOn)}
      >
        {isOn ? 'Saved' : 'Save'}
      </Button>
      {change.isError && <span role="alert">{messageOf(change.error)}</span>}
    </>
  );
}
