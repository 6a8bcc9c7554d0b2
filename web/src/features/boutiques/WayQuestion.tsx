/** A way to deliver, new or changed. */
import Box from '@mui/material/Box';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import type { DeliveryWay } from '@/api/types';
import { usePeopleTexts } from '@/lib/texts/people';
import { Field } from '@/ui/Field';
import { Question } from '@/ui/Question';
import { Switch } from '@/ui/Switch';
import { FeeFields } from './FeeFields';
import { codeOf, countriesOf, feeWords } from './fees';
import { ruleOf } from './rules';
import { useDeliveryWay } from './mine';

interface Props {
  way: DeliveryWay | null;
  currency: string;
  taken: readonly string[];
  onClose: () => void;
}

export function WayQuestion({ way, currency, taken, onClose }: Props) {
  const texts = usePeopleTexts();
  const [name, setName] = useState(way?.name ?? '');
  const [rule, setRule] = useState({
    cost: feeWords(way?.cost, currency),
    freeOver: feeWords(way?.free_over, currency),
    min: String(way?.days_min ?? 1),
    max: String(way?.days_max ?? 2),
  });
  const [countries, setCountries] = useState(way?.countries?.join(', ') ?? '');
  const [isOffered, setOffered] = useState(way?.is_active ?? true);
  const [isTried, setTried] = useState(false);
  const save = useDeliveryWay();
  const { wrong, cost, freeOver, min, max } = ruleOf(rule, currency);
  const codes = countriesOf(countries);
  const send = () => {
    setTried(true);
    if (name.trim() === '' || wrong.length > 0 || codes === null) return;
    const code = way?.code ?? codeOf(name, taken);
    const fees = { cost, free_over: freeOver, days_min: min, days_max: max };
    const body = { name: name.trim(), ...fees, countries: codes, is_active: isOffered };
    save.mutate({ code, way: body }, { onSuccess: onClose });
  };
  return (
    <Question
      title={way?.name ?? texts.methodTitle}
      text={texts.methodText}
      action={texts.save}
      colour="primary"
      isBusy={save.isPending}
      error={save.error && messageOf(save.error)}
      onYes={send}
      onNo={onClose}
    >
      <Box sx={{ display: 'grid', gap: 3 }}>
        <Field
          label={texts.methodName}
          name="method"
          maxLength={80}
          autoComplete="off"
          value={name}
          onChange={setName}
          error={isTried && name.trim() === '' ? texts.methodNameMissing : undefined}
        />
        <FeeFields rule={rule} currency={currency} wrong={isTried ? wrong : []} onChange={setRule} />
        <Field
          label={texts.countries}
          name="countries"
          autoComplete="off"
          hint={texts.countriesHint}
          value={countries}
          onChange={setCountries}
          error={isTried && codes === null ? texts.countriesWrong : undefined}
        />
        <Switch label={texts.isOffered} isOn={isOffered} onChange={setOffered} />
      </Box>
    </Question>
  );
}
