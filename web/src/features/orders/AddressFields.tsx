/** An address to fill in; browsers know most of it already, so every line says what it is. */
import Box from '@mui/material/Box';
import type { NewAddress } from '@/api/types';
import { countries } from '@/lib/countries';
import { useOrderTexts } from '@/lib/texts/orders';
import { Field } from '@/ui/Field';
import { SelectField } from '@/ui/SelectField';
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
      <SelectField
        label={texts.country}
        name="country"
        autoComplete="shipping country"
        choices={[{ value: '', label: '' }, ...countries()]}
        value={address.country}
        onChange={set('country')}
        error={wrong('country')}
      />
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
