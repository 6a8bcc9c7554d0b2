/** A row of items like this one; when there are none, or they do not arrive, nothing is missed. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { TileGrid } from '@/ui/TileGrid';
import { ItemTile } from './ItemTile';
import { similarQuery } from './queries';

export function SimilarItems({ itemId }: { itemId: number }) {
  const { data } = useQuery(similarQuery(itemId));
  if (!data?.items.length) return null;
  return (
    <Box component="section">
      <Typography variant="h2" sx={{ mb: 2 }}>
        More like this
      </Typography>
      <TileGrid label="More like this">
        {data.items.map((card) => (
          <ItemTile key={card.item_id} card={card} />
        ))}
      </TileGrid>
    </Box>
  );
}
