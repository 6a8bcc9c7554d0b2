/** A heart that saves an item, or takes it off the favourites. */
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { messageOf } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { FullHeartIcon, HeartIcon } from '@/ui/icons';
import { favouriteQuery, useFavourite } from './favourites';

export function FavouriteButton({ userId, itemId }: { userId: number; itemId: number }) {
  const { item } = useTexts();
  const change = useFavourite(itemId);
  const { data } = useQuery(favouriteQuery(userId, itemId));
  const isOn = change.isPending ? change.variables : (data?.is_favourite ?? false);
  return (
    <>
      <Button
        variant={isOn ? 'outlined' : 'contained'}
        color={isOn ? 'primary' : 'secondary'}
        aria-pressed={isOn}
        startIcon={isOn ? <FullHeartIcon sx={{ color: 'secondary.main' }} /> : <HeartIcon />}
        onClick={() => change.mutate(!isOn)}
        sx={{ whiteSpace: 'nowrap' }}
      >
        {isOn ? item.saved : item.save}
      </Button>
      {change.isError && <span role="alert">{messageOf(change.error)}</span>}
    </>
  );
}
