/** Each item's way from being seen to being bought: a table where there is room, a list of cards on phones. */
import Box from '@mui/material/Box';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { ItemFigures, Rate } from '@/api/types';
import { formatShare } from '@/lib/locale';
import { formatMoney } from '@/lib/money';
import { useInsightTexts } from '@/lib/texts/insights';
import { Picture } from '@/ui/Picture';
import { TextLink } from '@/ui/TextLink';
import { PositionLine } from './PositionLine';
import { MANY, pathOf } from './figures';

interface Step {
  label: string;
  count: number;
  rate: Rate | null;
}

export function FunnelList({ items }: { items: readonly ItemFigures[] }) {
  const texts = useInsightTexts();
  const isWide = useMediaQuery('(min-width: 1200px)', { noSsr: true });
  if (!isWide)
    return (
      <Box component="ul" aria-label={texts.items} sx={LIST}>
        {items.map((item) => (
          <Box component="li" key={item.item_id} sx={CARD}>
            <About item={item} />
            <Box sx={{ mt: 1.5, display: 'grid', rowGap: 0.75 }}>
              {stepsOf(texts, item).map((step) => (
                <Box key={step.label} sx={STEP}>
                  <span>{step.label}</span>
                  <Bar rate={step.rate} isWhole={step.rate === null && step.count > 0} />
                  <Numbers step={step} />
                </Box>
              ))}
            </Box>
            <Box sx={{ mt: 1.5 }}>
              <PositionLine position={item.position} />
            </Box>
          </Box>
        ))}
      </Box>
    );
  return (
    <Box component="table" sx={TABLE}>
      <thead>
        <tr>
          {[texts.item, texts.seen, texts.liked, texts.inCart, texts.bought, texts.elsewhere].map((label) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.item_id}>
            <th scope="row">
              <About item={item} />
            </th>
            {stepsOf(texts, item).map((step) => (
              <td key={step.label}>
                <Numbers step={step} />
                <Bar rate={step.rate} isWhole={step.rate === null && step.count > 0} />
              </td>
            ))}
            <td>
              <PositionLine position={item.position} />
            </td>
          </tr>
        ))}
      </tbody>
    </Box>
  );
}

function stepsOf(texts: ReturnType<typeof useInsightTexts>, item: ItemFigures): Step[] {
  return [
    { label: texts.seen, count: item.seen, rate: null },
    { label: texts.liked, count: item.liked, rate: item.liked_rate },
    { label: texts.inCart, count: item.in_cart, rate: item.in_cart_rate },
    { label: texts.bought, count: item.bought, rate: item.bought_rate },
  ];
}

function About({ item }: { item: ItemFigures }) {
  const texts = useInsightTexts();
  const { item_id, name, price, is_active, in_stock, disliked, ...picture } = item;
  const state = is_active ? !in_stock && texts.soldOut : texts.inactive;
  return (
    <Box sx={ABOUT}>
      <Box sx={PICTURE}>
        <Picture picture={picture} alt="" sizes="48px" />
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <TextLink to={pathOf(item_id)} color="inherit" underline="hover" sx={{ fontWeight: 600 }}>
          {name}
        </TextLink>
        <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
          {[formatMoney(price), state, disliked > 0 && texts.disliked(disliked)].filter(Boolean).join(' · ')}
        </Box>
      </Box>
    </Box>
  );
}

function Numbers({ step: { count, rate } }: { step: Step }) {
  const texts = useInsightTexts();
  return (
    <Box component="span" sx={NUMBERS}>
      <b>{count}</b>
      {rate && <span>{formatShare(rate.share)}</span>}
      {rate && rate.of < MANY && <small>{texts.range(formatShare(rate.low), formatShare(rate.high))}</small>}
    </Box>
  );
}

/** The share of those who saw it; the numbers beside it say the same. */
function Bar({ rate, isWhole }: { rate: Rate | null; isWhole: boolean }) {
  const share = rate ? rate.share : isWhole ? 1 : 0;
  return (
    <Box aria-hidden sx={BAR}>
      <span style={{ width: `${Math.max(share > 0 ? 2 : 0, share * 100)}%` }} />
    </Box>
  );
}

const LIST = { m: 0, p: 0, listStyle: 'none' } as const;

const CARD = { py: 2.5, borderBottom: 1, borderColor: 'divider', typography: 'body2' } as const;

const ABOUT = {
  display: 'grid',
  gridTemplateColumns: '48px minmax(0, 1fr)',
  gap: 1.5,
  textAlign: 'left',
  fontWeight: 400,
  overflowWrap: 'anywhere',
} as const;

const PICTURE = {
  position: 'relative',
  alignSelf: 'start',
  aspectRatio: '3 / 4',
  borderRadius: 1,
  overflow: 'hidden',
} as const;

const STEP = {
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 0.9fr) minmax(0, 1fr) minmax(0, 1.6fr)',
  alignItems: 'center',
  columnGap: 1.5,
  overflowWrap: 'anywhere',
  '& > :first-of-type': { color: 'text.secondary' },
} as const;

const NUMBERS = {
  fontVariantNumeric: 'tabular-nums',
  '& b': { fontWeight: 600, mr: 0.75 },
  '& small': { typography: 'caption', color: 'text.secondary', ml: 0.75 },
} as const;

const BAR = {
  height: 6,
  my: 0.5,
  borderRadius: 999,
  bgcolor: 'sunken',
  overflow: 'hidden',
  '& > span': { display: 'block', height: 1, borderRadius: 999, bgcolor: 'text.primary' },
} as const;

const TABLE = {
  width: '100%',
  borderCollapse: 'collapse',
  typography: 'body2',
  '& thead th': { typography: 'caption', color: 'text.secondary', textAlign: 'left', fontWeight: 500, pb: 1 },
  '& :is(th, td)': { verticalAlign: 'top', py: 1.5, pr: 2 },
  '& tbody tr > *': { borderTop: 1, borderColor: 'divider' },
  '& tbody th': { width: '27%' },
  '& tbody td': { width: '11.5%' },
  '& tbody td:last-of-type': { width: '27%', pr: 0 },
  '& td small': { display: 'block', ml: 0, whiteSpace: 'nowrap' },
} as const;
