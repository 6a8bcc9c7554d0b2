/** What a boutique is to do now, each a way to where it is done. */
import Box from '@mui/material/Box';
import ButtonBase, { type ButtonBaseProps } from '@mui/material/ButtonBase';
import { createLink } from '@tanstack/react-router';
import { forwardRef } from 'react';
import type { BoutiqueHome } from '@/api/types';
import { formatAgo } from '@/lib/locale';
import { useInsightTexts } from '@/lib/texts/insights';
import { DownIcon, ForwardIcon } from '@/ui/furtherIcons';

const Anchor = forwardRef<HTMLAnchorElement, Omit<ButtonBaseProps<'a'>, 'component'>>(
  function Anchor(props, ref) {
    return <ButtonBase ref={ref} component="a" {...props} />;
  },
);

const Row = createLink(Anchor);

export const SOLD_OUT = 'sold-out';
export const LOW = 'low-stock';

export function ToDoList({ home }: { home: BoutiqueHome }) {
  const texts = useInsightTexts();
  const { to_pack, to_send, returns } = home.to_do;
  const steps = [
    { state: 'to_pack', waiting: to_pack, label: texts.toPack(to_pack.count) },
    { state: 'packed', waiting: to_send, label: texts.toSend(to_send.count) },
    { state: 'return_requested', waiting: returns, label: texts.returns(returns.count) },
  ] as const;
  const shelves = [
    { id: SOLD_OUT, count: home.sold_out.count, label: texts.soldOutSizes(home.sold_out.count) },
    { id: LOW, count: home.low_stock.count, label: texts.lowSizes(home.low_stock.count) },
  ];
  const isDone = [...steps.map(({ waiting }) => waiting), ...shelves].every(({ count }) => count === 0);
  if (isDone) return <Box sx={{ color: 'text.secondary' }}>{texts.allDone}</Box>;
  return (
    <Box component="ul" sx={LIST}>
      {steps.map(
        ({ state, waiting, label }) =>
          waiting.count > 0 && (
            <li key={state}>
              <Row
                to="/boutique/parcels"
                search={state === 'to_pack' ? {} : { state }}
                sx={{ ...ROW, ...(state === 'to_pack' && FIRST) }}
              >
                <span>
                  <b>{label}</b>
                  {waiting.oldest !== null && <small>{texts.oldest(formatAgo(waiting.oldest))}</small>}
                </span>
                <ForwardIcon fontSize="small" />
              </Row>
            </li>
          ),
      )}
      {shelves.map(
        ({ id, count, label }) =>
          count > 0 && (
            <li key={id}>
              <ButtonBase component="a" href={`#${id}`} sx={ROW}>
                <span>
                  <b>{label}</b>
                  <small>{texts.seeBelow}</small>
                </span>
                <DownIcon fontSize="small" />
              </ButtonBase>
            </li>
          ),
      )}
    </Box>
  );
}

const LIST = {
  display: 'grid',
  gridTemplateColumns: { xs: '1fr', sm: 'repeat(auto-fill, minmax(215px, 1fr))' },
  gap: 1.5,
  m: 0,
  p: 0,
  listStyle: 'none',
} as const;

const ROW = {
  display: 'flex',
  justifyContent: 'space-between',
  gap: 2,
  width: 1,
  height: 1,
  minHeight: 72,
  px: 2,
  py: 1.25,
  border: 1,
  borderColor: 'divider',
  borderRadius: 1,
  bgcolor: 'background.paper',
  font: 'inherit',
  textAlign: 'left',
  color: 'text.primary',
  '& b': { display: 'block', fontWeight: 600 },
  '& small': { typography: 'caption', color: 'text.secondary' },
  '& svg': { color: 'text.secondary' },
  '&:hover': { borderColor: 'text.primary' },
} as const;

/** The red thread: what shoppers wait for. */
const FIRST = { borderLeft: 4, borderLeftColor: 'secondary.main' } as const;
