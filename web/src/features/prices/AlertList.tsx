/** Everything a shopper waits for, and how things stand. */
import Box from '@mui/material/Box';
import type { PriceAlert } from '@/api/types';
import { formatAgo } from '@/lib/locale';
import { formatMoney } from '@/lib/money';
import { type AlertTexts, useAlertTexts } from '@/lib/texts/alerts';
import { CornerButton } from '@/ui/CornerButton';
import { Picture } from '@/ui/Picture';
import { TextLink } from '@/ui/TextLink';
import { CrossIcon } from '@/ui/icons';

interface Props {
  alerts: readonly PriceAlert[];
  onRemove: (alert: PriceAlert) => void;
}

export function AlertList({ alerts, onRemove }: Props) {
  const texts = useAlertTexts();
  return (
    <Box component="ul" aria-label={texts.title} sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {alerts.map((alert) => (
        <Box component="li" key={alert.id} sx={ROW}>
          <Box sx={PICTURE}>{alert.item && <Picture picture={alert.item} alt="" sizes="64px" />}</Box>
          <Box sx={{ minWidth: 0 }}>
            <TextLink
              to="/items/$id"
              params={{ id: String(alert.item_id) }}
              underline="hover"
              sx={{ fontWeight: 600 }}
            >
              {[alert.item?.name, alert.size].filter(Boolean).join(', ')}
            </TextLink>
            <Box sx={{ typography: 'body2' }}>{wishOf(alert, texts)}</Box>
            <Box sx={{ typography: 'body2', color: alert.is_met ? 'success.main' : 'text.secondary' }}>
              {[
                alert.total ? texts.now(formatMoney(alert.total), alert.shop) : texts.nowUnknown,
                alert.is_met && texts.isMet,
                alert.last_fired_at && texts.last(formatAgo(alert.last_fired_at)),
              ]
                .filter(Boolean)
                .join(' · ')}
            </Box>
          </Box>
          <CornerButton
            label={texts.remove(alert.item?.name ?? String(alert.item_id))}
            onClick={() => onRemove(alert)}
          >
            <CrossIcon fontSize="small" />
          </CornerButton>
        </Box>
      ))}
    </Box>
  );
}

function wishOf({ kind, limit, percent }: PriceAlert, texts: AlertTexts): string {
  if (kind === 'target' && limit) return texts.below(formatMoney(limit));
  if (kind === 'drop' && percent) return texts.drop(percent);
  return texts.kinds[kind];
}

const ROW = {
  display: 'grid',
  gridTemplateColumns: '64px minmax(0, 1fr) auto',
  alignItems: 'center',
  columnGap: 2,
  py: 1.5,
  borderTop: 1,
  borderColor: 'divider',
} as const;

const PICTURE = { position: 'relative', aspectRatio: '3 / 4', borderRadius: 1, overflow: 'hidden' } as const;
