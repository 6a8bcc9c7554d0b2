/** One parcel in the boutique's list: whose order, where it goes, and every piece to lay into it. */
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { Link } from '@tanstack/react-router';
import type { ParcelToSend } from '@/api/types';
import { countryName } from '@/lib/countries';
import { formatDate } from '@/lib/locale';
import { useOrderTexts } from '@/lib/texts/orders';
import { useParcelTexts } from '@/lib/texts/parcels';
import { Picture } from '@/ui/Picture';

export function ParcelRow({ parcel }: { parcel: ParcelToSend }) {
  const texts = useParcelTexts();
  const { order, times } = useOrderTexts();
  const { address } = parcel;
  const place = address && [address.city, countryName(address.country)].join(', ');
  return (
    <ButtonBase component={Link} to={`/boutique/parcels/${parcel.id}`} sx={ROW}>
      <b>{order(parcel.order_number)}</b>
      <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
        {[formatDate(Date.parse(parcel.placed_at)), ...(place ? [texts.to(place)] : [])].join(' · ')}
      </Box>
      <Box sx={{ typography: 'body2' }}>{texts.states[parcel.state]}</Box>
      {parcel.lines.map(({ id, image_url, title, size, colour, quantity }) => (
        <Box key={id} sx={LINE}>
          <Box sx={PICTURE}>
            <Picture
              picture={{
                image_url: image_url || null,
                image_srcset: null,
                image_colour: null,
                image_blurhash: null,
              }}
              alt=""
              sizes="48px"
            />
          </Box>
          <Box sx={{ minWidth: 0 }}>
            {quantity > 1 && <b>{`${times(quantity)} `}</b>}
            {[title, size, colour].filter(Boolean).join(' · ')}
          </Box>
        </Box>
      ))}
    </ButtonBase>
  );
}

const ROW = {
  display: 'grid',
  justifyItems: 'start',
  justifyContent: 'stretch',
  width: 1,
  py: 2,
  borderBottom: 1,
  borderColor: 'divider',
  font: 'inherit',
  textAlign: 'left',
  color: 'text.primary',
  overflowWrap: 'anywhere',
  '&:hover': { bgcolor: 'sunken' },
} as const;

const LINE = {
  display: 'grid',
  gridTemplateColumns: '48px minmax(0, 1fr)',
  alignItems: 'center',
  gap: 1.5,
  mt: 1.25,
  typography: 'body2',
} as const;

const PICTURE = { position: 'relative', aspectRatio: '3 / 4', borderRadius: 1, overflow: 'hidden' } as const;
