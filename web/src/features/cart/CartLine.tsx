/** One line: the piece, from whom, in which size, how many, and what changed since it was put in. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import type { CartEntry } from '@/api/types';
import { formatMoney } from '@/lib/money';
import { useTexts } from '@/lib/texts';
import { ChoiceSelect } from '@/ui/ChoiceSelect';
import { Picture } from '@/ui/Picture';
import { TextLink } from '@/ui/TextLink';
import { MinusIcon, PlusIcon } from '@/ui/furtherIcons';
import { useCart } from './cart';
import { changeOf } from './differences';

const MOST = 20;
const BOUTIQUE = 'boutique';

export function CartLine({ line }: { line: CartEntry }) {
  const { cart: texts } = useTexts();
  const { change, remove } = useCart();
  const { id, item, quantity } = line;
  const set = (changes: Parameters<typeof change.mutate>[0]) => change.mutate(changes);
  return (
    <Box component="li" aria-label={item.name} aria-busy={change.isPending || remove.isPending} sx={LINE}>
      <Box sx={PICTURE}>
        <Picture picture={item} alt="" sizes="96px" />
      </Box>
      <Box sx={{ minWidth: 0, display: 'grid', justifyItems: 'start', gap: 0.25 }}>
        <Box sx={HEAD}>
          <TextLink
            to="/items/$id"
            params={{ id: String(item.item_id) }}
            underline="hover"
            sx={{ fontWeight: 600 }}
          >
            {item.name}
          </TextLink>
          <Box component="span" sx={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>
            {line.total ? formatMoney(line.total) : '—'}
          </Box>
        </Box>
        {line.changes.map((one) => (
          <Box key={one.kind} role="status" data-kind={one.kind} sx={CHANGE}>
            {changeOf(one, line)}
          </Box>
        ))}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 3 }}>
          {line.sizes.length > 0 && (
            <ChoiceSelect
              label={texts.size}
              value={line.size}
              choices={sizesOf(line, texts.none)}
              onChange={(size) => set({ id, size })}
            />
          )}
          {line.choices.length > 1 && (
            <ChoiceSelect
              label={texts.from}
              value={line.offer_id === null ? BOUTIQUE : String(line.offer_id)}
              choices={shopsOf(line, texts.deliveryUnknown)}
              onChange={(shop) => set({ id, offer_id: shop === BOUTIQUE ? BOUTIQUE : Number(shop) })}
            />
          )}
        </Box>
        <Box sx={ACTIONS}>
          {!line.is_saved && (
            <Box role="group" aria-label={texts.quantity} sx={STEPPER}>
              <IconButton
                aria-label={texts.less}
                disabled={quantity <= 1}
                onClick={() => set({ id, quantity: quantity - 1 })}
              >
                <MinusIcon fontSize="small" />
              </IconButton>
              <output aria-live="polite">{quantity}</output>
              <IconButton
                aria-label={texts.more}
                disabled={quantity >= MOST}
                onClick={() => set({ id, quantity: quantity + 1 })}
              >
                <PlusIcon fontSize="small" />
              </IconButton>
            </Box>
          )}
          <Button size="small" onClick={() => set({ id, is_saved: !line.is_saved })}>
            {line.is_saved ? texts.back : texts.later}
          </Button>
          <Button size="small" aria-label={texts.removeIt(item.name)} onClick={() => remove.mutate(id)}>
            {texts.remove}
          </Button>
        </Box>
      </Box>
    </Box>
  );
}

function sizesOf({ size, sizes }: CartEntry, none: string) {
  const known = sizes.map((one) => one.size);
  const all = [...new Set(known.includes(size) ? known : [size, ...known])];
  return all.map((value) => ({ value, label: value || none }));
}

/** What a piece costs at each shop that has it in this size. */
function shopsOf({ choices }: CartEntry, unknown: string) {
  return choices
    .filter(({ is_available, is_chosen, fit }) => is_chosen || (is_available && fit !== 'no'))
    .map(({ offer_id, vendor_name, price, shown, delivery }) => ({
      value: offer_id === null ? BOUTIQUE : String(offer_id),
      label: `${vendor_name} · ${formatMoney(shown ?? price)}${delivery === null ? ` · ${unknown}` : ''}`,
    }));
}

const LINE = {
  display: 'grid',
  gridTemplateColumns: '96px minmax(0, 1fr)',
  columnGap: 2,
  py: 2,
  borderTop: 1,
  borderColor: 'divider',
  '&[aria-busy=true]': { opacity: 0.6 },
} as const;

const PICTURE = {
  position: 'relative',
  aspectRatio: '3 / 4',
  borderRadius: 1,
  overflow: 'hidden',
  alignSelf: 'start',
} as const;

const HEAD = { display: 'flex', justifyContent: 'space-between', gap: 2, width: 1 } as const;

const CHANGE = {
  typography: 'body2',
  color: 'text.secondary',
  '&[data-kind=price_down]': { color: 'success.main' },
  '&:is([data-kind=price_up], [data-kind=few_left], [data-kind=choose_size])': { color: 'warning.main' },
  '&:is([data-kind=too_few], [data-kind=sold_out], [data-kind=gone])': { color: 'error.main' },
} as const;

const ACTIONS = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  ml: -1,
  '& > button': { px: 1 },
} as const;

const STEPPER = {
  display: 'inline-flex',
  alignItems: 'center',
  '& output': { minWidth: '1.5em', textAlign: 'center', fontVariantNumeric: 'tabular-nums' },
} as const;
