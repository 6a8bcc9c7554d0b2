/** An address to fill in; browsers know most of it already, so every line says what it is. */
import Box from '@mui/material/Box';
import { useId } from 'react';
import type { NewAddress } from '@/api/types';
import { countries } from '@/lib/countries';
import { useOrderTexts } from '@/lib/texts/orders';
import { Described } from '@/ui/Described';
import { Field, LINE } from '@/ui/Field';
import { type AddressField } from './address';

interface Props {
  address: Required<NewAddress>;
  missing: readonly AddressField[];
  onChange: (address: Required<NewAddress>) => void;
}

const LINES = [
  ['name', 'name'],
  ['line1', 'address-line1'],
  ['line2', 'address-line2'],
  ['postcode', 'postal-code'],
  ['city', 'address-level2'],
] as const;

export function AddressFields({ address, missing, onChange }: Props) {
  const texts = useOrderTexts();
  const country = useId();
  const set = (field: AddressField) => (value: string) => onChange({ ...address, [field]: value });
  const wrong = (field: AddressField) => (missing.includes(field) ? texts.missing : undefined);
  return (
    <Box sx={{ display: 'grid', gap: 3, maxWidth: 460 }}>
      {LINES.map(([field, known]) => (
        <Field
          key={field}
          label={texts[field]}
          name={field}
          autoComplete={`shipping ${known}`}
          value={address[field]}
          onChange={set(field)}
          error={wrong(field)}
        />
      ))}
      <Described id={country} label={texts.country} error={wrong('country')}>
        <Box sx={LINE} data-invalid={wrong('country') ? true : undefined}>
          <Box
            component="select"
            id={country}
            name="country"
            autoComplete="shipping country"
            value={address.country}
            aria-invalid={wrong('country') ? true : undefined}
            onChange={(event) => set('country')(event.target.value)}
            sx={SELECT}
          >
            <option value="" />
            {countries().map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Box>
        </Box>
      </Described>
      <Field
        label={texts.phone}
        name="phone"
        type="tel"
        autoComplete="shipping tel"
        value={address.phone}
        onChange={set('phone')}
      />
    </Box>
  );
}

const SELECT = {
  flex: 1,
  minWidth: 0,
  minHeight: 48,
  p: 0,
  border: 0,
  background: 'none',
  color: 'text.primary',
  font: 'inherit',
  fontSize: '1.0625rem',
  '&:focus-visible': { outline: 'none' },
  '& option': { bgcolor: 'background.paper', color: 'text.primary' },
} as const;
