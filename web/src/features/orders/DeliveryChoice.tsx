/** How a boutique's parcel comes: said where there is one way, to be chosen where there are more. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { CheckoutParcel, Money } from '@/api/types';
import { formatMoney } from '@/lib/money';
import { useOrderTexts } from '@/lib/texts/orders';
import { Choice } from './Choice';

interface Props {
  parcel: CheckoutParcel;
  /** The code of the way that was asked for; the shop takes another where that does not go. */
  wished: string | undefined;
  onChoose: (code: string) => void;
}

export function DeliveryChoice({ parcel, wished, onChoose }: Props) {
  const texts = useOrderTexts();
  const costOf = (cost: Money) => (cost.amount === 0 ? texts.free : formatMoney(cost));
  if (parcel.methods.length < 2) {
    return (
      <Typography variant="body2" color="textSecondary">
        {`${texts.delivery}: ${costOf(parcel.delivery)} · ${texts.days(parcel.days_min, parcel.days_max)}`}
      </Typography>
    );
  }
  // What was pressed is shown at once; its price follows.
  const chosen = parcel.methods.some(({ code }) => code === wished) ? wished : parcel.method;
  return (
    <Box
      role="radiogroup"
      aria-label={`${texts.delivery}: ${parcel.boutique_name}`}
      sx={{ display: 'grid', gap: 1, mb: 3 }}
    >
      {parcel.methods.map(({ code, name, cost, days_min, days_max }) => (
        <Choice
          key={code}
          name={`delivery-${parcel.boutique_id}`}
          isChosen={code === chosen}
          onChoose={() => onChoose(code)}
          lines={[name, `${costOf(cost)} · ${texts.days(days_min, days_max)}`]}
        />
      ))}
    </Box>
  );
}
