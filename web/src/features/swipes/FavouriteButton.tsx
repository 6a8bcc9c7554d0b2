/** A heart that saves an item, or takes it off the favourites. */
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { messageOf } from '@/api/problem';
import { FullHeartIcon, HeartIcon } from '@/ui/icons';
import { favouriteQuery, useFavourite } from './favourites';

export function FavouriteButton({ userId, itemId }: { userId: number; itemId: number }) {
  const change = useFavourite(itemId);
  const { data } = useQuery(favouriteQuery(userId, itemId));
  const isOn = change.isPending ? change.variables : (data?.is_favourite ?? false);
  return (
    <>
      <Button
        variant={isOn ? 'outlined' : 'contained'}
        aria-pressed={isOn}
        startIcon={isOn ? <FullHeartIcon /> : <HeartIcon />}
        disabled={data === undefined}
        onClick={() => change.mutate(!isOn)}
      >
        {isOn ? 'Saved' : 'Save'}
      </Button>
      {change.isError && <span role="alert">{messageOf(change.error)}</span>}
    </>
  );
}
