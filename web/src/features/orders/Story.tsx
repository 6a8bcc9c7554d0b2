/** What happened to an order or a parcel, the oldest first. */
import Box from '@mui/material/Box';
import type { Order } from '@/api/types';
import { formatMoment } from '@/lib/locale';
import { useOrderTexts } from '@/lib/texts/orders';

interface Props {
  events: Order['events'];
  /** Whose parcel it was, where there are several. */
  names?: ReadonlyMap<string, string> | undefined;
}

export function Story({ events, names }: Props) {
  const texts = useOrderTexts();
  return (
    <Box component="ol" sx={STORY}>
      {events.map(({ at, parcel_id, after, note }, number) => (
        <li key={`${at} ${number}`}>
          <b>{texts.events[after as keyof typeof texts.events] ?? after}</b>
          {parcel_id && names && ` · ${names.get(parcel_id) ?? ''}`}
          <small>{formatMoment(at)}</small>
          {note && <small>{note}</small>}
        </li>
      ))}
    </Box>
  );
}

const STORY = {
  m: 0,
  p: 0,
  listStyle: 'none',
  display: 'grid',
  gap: 1.5,
  '& b': { fontWeight: 600 },
  '& small': { display: 'block', typography: 'body2', color: 'text.secondary', overflowWrap: 'anywhere' },
} as const;
