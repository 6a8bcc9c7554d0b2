/** Where it goes: one of the address book, or another one that may be kept. */
import Box from '@mui/material/Box';
import type { Address } from '@/api/types';
import { useOrderTexts } from '@/lib/texts/orders';
import { Part } from '@/ui/Part';
import { Tick } from '@/ui/Tick';
import { AddressFields } from './AddressFields';
import { Choice } from './Choice';
import { type AddressField, type Destination, linesOf } from './address';

interface Props {
  known: readonly Address[];
  value: Destination;
  missing: readonly AddressField[];
  onChange: (value: Destination) => void;
}

export function AddressPart({ known, value, missing, onChange }: Props) {
  const texts = useOrderTexts();
  return (
    <Part title={texts.where}>
      {known.length > 0 && (
        <Box role="radiogroup" aria-label={texts.where} sx={{ display: 'grid', gap: 1, mb: 3 }}>
          {known.map((address) => (
            <Choice
              key={address.id}
              name="address"
              isChosen={value.chosen === address.id}
              onChoose={() => onChange({ ...value, chosen: address.id })}
              lines={linesOf(address)}
            />
          ))}
          <Choice
            name="address"
            isChosen={value.chosen === null}
            onChoose={() => onChange({ ...value, chosen: null })}
            lines={[texts.anotherAddress]}
          />
        </Box>
      )}
      {value.chosen === null && (
        <>
          <AddressFields
            address={value.written}
            missing={missing}
            onChange={(written) => onChange({ ...value, written })}
          />
          <Box
            component="label"
            sx={{ display: 'flex', alignItems: 'center', gap: 1.5, mt: 3, minHeight: 48 }}
          >
            <Tick isOn={value.keep} onChange={(keep) => onChange({ ...value, keep })} />
            {texts.keepAddress}
          </Box>
        </>
      )}
    </Part>
  );
}
