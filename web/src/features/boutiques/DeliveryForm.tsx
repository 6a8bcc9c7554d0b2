/** The boutique's own rule: what a parcel costs, from when on nothing, and how long it takes. */
import Box from '@mui/material/Box';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import type { MyBoutique } from '@/api/types';
import { SaveRow } from '@/ui/SaveRow';
import { FeeFields } from './FeeFields';
import { feeWords } from './fees';
import { type Rule, ruleOf } from './rules';
import { useBoutiqueChange } from './mine';

export function DeliveryForm({ boutique }: { boutique: MyBoutique }) {
  const { currency } = boutique;
  const saved: Rule = {
    cost: feeWords(boutique.delivery_cost, currency),
    freeOver: feeWords(boutique.free_over, currency),
    min: String(boutique.delivery_days_min),
    max: String(boutique.delivery_days_max),
  };
  const [rule, setRule] = useState(saved);
  const [isTried, setTried] = useState(false);
  const change = useBoutiqueChange();
  const { wrong, cost, freeOver, min, max } = ruleOf(rule, currency);
  const save = () => {
    setTried(true);
    if (wrong.length > 0 || change.isPending) return;
    change.mutate({
      delivery_cost: cost,
      free_over: freeOver,
      delivery_days_min: min,
      delivery_days_max: max,
    });
  };
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      sx={{ display: 'grid', gap: 3, maxWidth: 460 }}
    >
      <FeeFields rule={rule} currency={currency} wrong={isTried ? wrong : []} onChange={setRule} />
      <SaveRow
        isChanged={(Object.keys(rule) as (keyof Rule)[]).some((field) => rule[field] !== saved[field])}
        isBusy={change.isPending}
        isSaved={change.isSuccess}
        error={change.error && messageOf(change.error)}
      />
    </Box>
  );
}
