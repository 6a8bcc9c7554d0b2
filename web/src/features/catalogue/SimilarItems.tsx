/** A row of items like this one; when there are none, or they do not arrive, nothing is missed. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '@/lib/texts';
import { TileRow, TileRowSkeleton } from '@/ui/TileRow';
import { ItemTile } from './ItemTile';
import { similarQuery } from './queries';

export function SimilarItems({ itemId }: { itemId: number }) {
  const { item } = useTexts();
  const { data, isPending } = useQuery(similarQuery(itemId));
  if (!isPending && !data?.items.length) return null;
  return (
    <Box component="section" sx={{ mt: { xs: 6, md: 9 } }}>
      <Typography variant="h2" sx={{ mb: 2 }}>
        {item.similar}
      </Typography>
      {data ? (
        <TileRow label={item.similar}>
          {data.items.map((card) => (
            <ItemTile key={card.item_id} card={card} />
          ))}
        </TileRow>
      ) : (
        <TileRowSkeleton />
      )}
    </Box>
  );
}
