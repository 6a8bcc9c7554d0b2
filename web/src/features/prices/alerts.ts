/** What a shopper waits for: set, changed, taken back. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { deleteAlertsOne, getAlerts, postAlerts } from '@/api/generated';
import type { AlertWish } from '@/api/types';

export const alertsQuery = (userId: number) =>
  queryOptions({
    queryKey: ['alerts', userId],
    queryFn: ({ signal }) => getAlerts({ signal }),
    select: ({ items }) => items,
  });

export function useAlerts(userId: number) {
  const queries = useQueryClient();
  const settled = () => queries.invalidateQueries({ queryKey: ['alerts', userId] });
  const set = useMutation({ mutationFn: (body: AlertWish) => postAlerts({ body }), onSettled: settled });
  const remove = useMutation({
    mutationFn: (alertId: number) => deleteAlertsOne({ path: { alert_id: alertId } }),
    onSettled: settled,
  });
  return { set, remove };
}
