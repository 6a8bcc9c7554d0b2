/** What is written of an item: everything but its photos. */
import Box from '@mui/material/Box';
import { KindField } from '@/features/catalogue/KindField';
import { SizeTable } from '@/features/catalogue/SizeTable';
import type { Faults, ItemDraft } from '@/features/catalogue/itemForm';
import { useItemTexts } from '@/lib/texts/items';
import { Field } from '@/ui/Field';
import { Part } from '@/ui/Part';
import { Switch } from '@/ui/Switch';
import { TextArea } from '@/ui/TextArea';

interface Props {
  draft: ItemDraft;
  faults: Faults;
  currency: string;
  onChange: (draft: ItemDraft) => void;
}

export function ItemFields({ draft, faults, currency, onChange }: Props) {
  const texts = useItemTexts();
  const set = (changes: Partial<ItemDraft>) => onChange({ ...draft, ...changes });
  const line = (name: Exclude<keyof ItemDraft, 'isActive' | 'sizes'>, maxLength: number) => ({
    name,
    maxLength,
    autoComplete: 'off',
    value: draft[name],
    onChange: (value: string) => set({ [name]: value }),
    error: faults[name] && texts[faults[name]],
  });
  return (
    <>
      <Part title={texts.basics}>
        <Box sx={{ display: 'grid', gap: 3 }}>
          <Field label={texts.name} {...line('name', 200)} />
          <Box sx={PAIR}>
            <KindField
              value={draft.kind}
              onChange={(kind) => set({ kind })}
              error={faults.kind && texts[faults.kind]}
            />
            <Field label={texts.price(currency)} inputMode="decimal" {...line('price', 12)} />
          </Box>
          <TextArea
            label={texts.description}
            hint={texts.descriptionHint}
            name="description"
            maxLength={20_000}
            value={draft.description}
            onChange={(description) => set({ description })}
          />
          <Field label={texts.colours} hint={texts.coloursHint} {...line('colours', 400)} />
          <Box sx={PAIR}>
            <Field label={texts.material} {...line('material', 80)} />
            <Field label={texts.pattern} {...line('pattern', 40)} />
          </Box>
          <Box sx={PAIR}>
            <Field label={texts.gtin} hint={texts.gtinHint} inputMode="numeric" {...line('gtin', 20)} />
            <Field label={texts.number} hint={texts.numberHint} {...line('number', 120)} />
          </Box>
          <Switch
            label={texts.isActive}
            hint={texts.isActiveText}
            isOn={draft.isActive}
            onChange={(isActive) => set({ isActive })}
          />
        </Box>
      </Part>
      <Part title={texts.sizes} text={texts.sizesText}>
        <SizeTable lines={draft.sizes} faults={faults} onChange={(sizes) => set({ sizes })} />
      </Part>
    </>
  );
}

const PAIR = {
  display: 'grid',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'minmax(0, 1fr) minmax(0, 1fr)' },
  alignItems: 'start',
  gap: 3,
} as const;
