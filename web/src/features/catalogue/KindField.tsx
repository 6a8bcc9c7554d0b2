/** The kind of an item: one that the shop knows, in the reader's language, or a new one. */
import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useItemTexts } from '@/lib/texts/items';
import { titleOf } from '@/lib/texts/words';
import { ARROW } from '@/ui/ChoiceSelect';
import { Described, describedBy } from '@/ui/Described';
import { Field, LINE } from '@/ui/Field';
import { categoriesQuery } from './queries';

const OTHER = ' other';

interface Props {
  value: string;
  onChange: (kind: string) => void;
  error?: string | undefined;
}

export function KindField({ value, onChange, error }: Props) {
  const texts = useItemTexts();
  const id = useId();
  const { data: known } = useQuery(categoriesQuery);
  const [isOther, setOther] = useState(false);
  const names = known?.map(({ name }) => name) ?? [];
  const listed = !value || names.includes(value) ? names : [value, ...names];
  const options = listed
    .map((name) => ({ name, label: titleOf(name) }))
    .sort((one, other) => one.label.localeCompare(other.label));
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Described id={id} label={texts.kind} error={isOther ? undefined : error}>
        <Box sx={LINE} data-invalid={(!isOther && error) || undefined}>
          <Box
            component="select"
            id={id}
            name="kind"
            value={isOther ? OTHER : value}
            aria-invalid={!isOther && error ? true : undefined}
            aria-describedby={describedBy(id, undefined, isOther ? undefined : error)}
            onChange={(event) => {
              const chosen = event.target.value;
              setOther(chosen === OTHER);
              onChange(chosen === OTHER ? '' : chosen);
            }}
            sx={SELECT}
          >
            <option value="" disabled hidden />
            {options.map(({ name, label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
            <option value={OTHER}>{texts.otherKind}</option>
          </Box>
        </Box>
      </Described>
      {isOther && (
        <Field
          label={texts.newKind}
          name="new_kind"
          maxLength={80}
          autoComplete="off"
          value={value}
          onChange={onChange}
          error={error}
        />
      )}
    </Box>
  );
}

const SELECT = {
  flex: 1,
  appearance: 'none',
  minWidth: 0,
  minHeight: 48,
  p: 0,
  pr: 3,
  border: 0,
  background: `${ARROW} no-repeat right center / 18px`,
  color: 'text.primary',
  font: 'inherit',
  fontSize: '1.0625rem',
  cursor: 'pointer',
  '&:focus-visible': { outline: 'none' },
  '& option': { bgcolor: 'background.paper', color: 'text.primary' },
} as const;
