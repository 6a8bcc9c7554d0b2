/** By whom a parcel was sent, and how to follow it. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { OrderParcel } from '@/api/types';
import { useOrderTexts } from '@/lib/texts/orders';

type Sent = Pick<OrderParcel, 'carrier' | 'tracking' | 'tracking_url'>;

export function Tracking({ parcel: { carrier, tracking, tracking_url } }: { parcel: Sent }) {
  const texts = useOrderTexts();
  if (!carrier) return null;
  return (
    <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
      {texts.tracking(carrier, tracking)}
      {tracking_url && (
        <Box component="a" href={tracking_url} target="_blank" rel="noopener noreferrer" sx={LINK}>
          {texts.track}
        </Box>
      )}
    </Typography>
  );
}

const LINK = { color: 'text.primary', display: 'inline-block', ml: 1.5, py: 1.5 } as const;
