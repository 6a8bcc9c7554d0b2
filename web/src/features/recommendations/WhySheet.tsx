/** What speaks for one item, by the model that makes the deck: asked for when somebody wants to know. */
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { getRecommendationsItemsOneReasons } from '@/api/generated';
import { messageOf } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { LinkButton } from '@/ui/LinkButton';
import { Sheet } from '@/ui/Sheet';
import { ReasonList } from './ReasonList';

interface Props {
  userId: number;
  itemId: number;
  name: string;
  onClose: () => void;
}

export default function WhySheet({ userId, itemId, name, onClose }: Props) {
  const { item, common } = useTexts();
  const { data, error, refetch } = useQuery({
    queryKey: ['reasons', userId, itemId],
    queryFn: ({ signal }) => getRecommendationsItemsOneReasons({ path: { item_id: itemId }, signal }),
    staleTime: 0, // every swipe may change them
  });
  return (
    <Sheet
      title={name}
      onClose={onClose}
      actions={
        <LinkButton to="/taste" variant="outlined">
          {item.whyTaste}
        </LinkButton>
      }
    >
      {data && data.items.length > 0 && (
        <>
          <ReasonList reasons={data.items} />
          <Typography variant="body2" color="textSecondary">
            {item.whyText}
          </Typography>
        </>
      )}
      {data?.items.length === 0 && <Typography>{item.whyNothing}</Typography>}
      {!data && !error && <Skeleton variant="rounded" height={150} aria-label={common.loading} />}
      {!data && error && (
        <>
          <Typography role="alert" sx={{ mb: 1 }}>
            {item.whyTrouble}. {messageOf(error)}
          </Typography>
          <Button variant="outlined" onClick={() => void refetch()}>
            {common.tryAgain}
          </Button>
        </>
      )}
    </Sheet>
  );
}
