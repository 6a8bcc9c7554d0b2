/** What a delivery costs and how long it takes, to fill in. */
import Box from '@mui/material/Box';
import { usePeopleTexts } from '@/lib/texts/people';
import { Field } from '@/ui/Field';
import type { Rule, RuleField } from './rules';

interface Props {
  rule: Rule;
  currency: string;
  wrong: readonly RuleField[];
  onChange: (rule: Rule) => void;
}

export function FeeFields({ rule, currency, wrong, onChange }: Props) {
  const texts = usePeopleTexts();
  const set = (field: keyof Rule) => (value: string) => onChange({ ...rule, [field]: value });
  return (
    <>
      <Field
        label={texts.cost(currency)}
        name="cost"
        inputMode="decimal"
        autoComplete="off"
        value={rule.cost}
        onChange={set('cost')}
        error={wrong.includes('cost') ? texts.noPrice : undefined}
      />
      <Field
        label={texts.freeOver(currency)}
        name="free_over"
        inputMode="decimal"
        autoComplete="off"
        hint={texts.freeOverHint}
        value={rule.freeOver}
        onChange={set('freeOver')}
        error={wrong.includes('freeOver') ? texts.noPrice : undefined}
      />
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 3 }}>
        <Field
          label={texts.daysMin}
          name="days_min"
          inputMode="numeric"
          autoComplete="off"
          value={rule.min}
          onChange={set('min')}
          error={wrong.includes('days') ? texts.daysWrong : undefined}
        />
        <Field
          label={texts.daysMax}
          name="days_max"
          inputMode="numeric"
          autoComplete="off"
          value={rule.max}
          onChange={set('max')}
        />
      </Box>
    </>
  );
}
