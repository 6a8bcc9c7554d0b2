/** Where it goes: one of the address book, or another one that may be kept. */
import Box from '@mui/material/Box';
import type { Address, NewAddress } from '@/api/types';
import { useOrderTexts } from '@/lib/texts/orders';
import { Part } from '@/ui/Part';
import { Tick } from '@/ui/Tick';
import { AddressFields } from './AddressFields';
import { type AddressField, linesOf } from './address';

export interface Destination {
  /** The one that is chosen; null for the one being written. */
  chosen: string | null;
  written: Required<NewAddress>;
  keep: boolean;
}

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
              isChosen={value.chosen === address.id}
              onChoose={() => onChange({ ...value, chosen: address.id })}
              lines={linesOf(address)}
            />
          ))}
          <Choice
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

interface ChoiceProps {
  isChosen: boolean;
  onChoose: () => void;
  lines: readonly string[];
}

function Choice({ isChosen, onChoose, lines }: ChoiceProps) {
  const [first, ...more] = lines;
  return (
    <Box component="label" sx={CHOICE}>
      <input type="radio" name="address" checked={isChosen} onChange={onChoose} />
      <span>
        <b>{first}</b>
        {more.length > 0 && <Box component="small">{more.join(', ')}</Box>}
      </span>
    </Box>
  );
}

const CHOICE = {
  display: 'flex',
  alignItems: 'center',
  gap: 1.5,
  minHeight: 56,
  px: 2,
  py: 1,
  border: 1,
  borderColor: 'edge',
  borderRadius: 1,
  cursor: 'pointer',
  '& input': { flex: 'none', width: 20, height: 20, m: 0, accentColor: 'var(--mui-palette-secondary-main)' },
  '& b': { fontWeight: 600 },
  '& small': { display: 'block', typography: 'body2', color: 'text.secondary', overflowWrap: 'anywhere' },
  '&:has(:checked)': {
    borderColor: 'secondary.main',
    boxShadow: 'inset 0 0 0 1px var(--mui-palette-secondary-main)',
  },
} as const;
