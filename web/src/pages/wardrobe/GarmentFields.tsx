/** The fields of a garment, and beside those that were changed elsewhere too, what stands there now. */
import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { CURRENCIES, currencyName } from '@/features/boutiques/currencies';
import { foldersQuery } from '@/features/wardrobe/folders';
import { type Faults, type FieldName, type GarmentDraft, formalitySteps } from '@/features/wardrobe/form';
import type { Saving } from '@/features/wardrobe/saving';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import { titleOf, wordsOf } from '@/lib/texts/words';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { Field } from '@/ui/Field';
import { SelectField } from '@/ui/SelectField';
import { TextArea } from '@/ui/TextArea';
import { ColourFold } from './ColourFold';
import { useKinds } from './useKinds';

const PATTERNS = ['plain', 'stripe', 'check', 'floral', 'dot', 'cable'];
const SEASONS = ['spring', 'summer', 'autumn', 'winter'] as const;

type TextName = Exclude<FieldName, 'colours' | 'season'>;

interface Props {
  userId: number;
  saving: Saving;
  faults: Faults;
  onChange: (changes: Partial<GarmentDraft>) => void;
}

export function GarmentFields({ userId, saving, faults, onChange }: Props) {
  const texts = useWardrobeTexts();
  const kinds = useKinds();
  const { data: folders } = useQuery(foldersQuery(userId));
  const { draft, read, contested } = saving;
  const notSaid = { value: '', label: texts.notSaid };
  const elsewhere = (name: FieldName, said: (value: string) => string = (value) => value) => {
    if (!contested.includes(name)) return undefined;
    const value = String(read[name]);
    return value ? texts.nowSaid(said(value)) : texts.nowEmpty;
  };
  const field = (name: TextName, said?: (value: string) => string) => ({
    name,
    value: draft[name],
    onChange: (value: string) => onChange({ [name]: value }),
    error: elsewhere(name, said) ?? (faults[name] && texts[faults[name]]),
  });
  const line = (name: TextName, maxLength: number) => ({ ...field(name), maxLength, autoComplete: 'off' });
  const labelIn = (choices: readonly { value: string; label: string }[]) => (value: string) =>
    choices.find((one) => one.value === value)?.label ?? value;
  const patterns = known(PATTERNS, draft.pattern).map((value) => ({ value, label: titleOf(value) }));
  const steps = formalitySteps(draft.formality).map((value, at) => ({
    value,
    label: texts.formalities[at] ?? value,
  }));
  const places = [
    { value: '', label: texts.noFolder },
    ...(folders?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Field label={texts.name} placeholder={texts.nameExample} {...line('name', 200)} />
      <Box sx={PAIR}>
        <SelectField label={texts.kind} choices={[notSaid, ...kinds]} {...field('kind', labelIn(kinds))} />
        <SelectField label={texts.folder} choices={places} {...field('folder', labelIn(places))} />
      </Box>
      <ColourFold
        chosen={draft.colours}
        error={contested.includes('colours') ? texts.nowSaid(wordsOf(read.colours)) : null}
        onChange={(colours) => onChange({ colours })}
      />
      <ChoiceChips
        question={texts.season}
        choices={SEASONS.map((value) => ({ value, label: texts.seasons[value] }))}
        chosen={SEASONS.filter((one) => draft.season.includes(one))}
        onToggle={(season) =>
          onChange({ season: SEASONS.filter((one) => draft.season.includes(one) !== (one === season)) })
        }
      />
      <Box sx={PAIR}>
        <SelectField label={texts.pattern} choices={[notSaid, ...patterns]} {...field('pattern', titleOf)} />
        <SelectField
          label={texts.formality}
          choices={[notSaid, ...steps]}
          {...field('formality', labelIn(steps))}
        />
        <Field label={texts.brand} {...line('brand', 120)} />
        <Field label={texts.size} {...line('size', 40)} />
        <Field label={texts.material} {...line('material', 80)} />
        <Field label={texts.quantity} inputMode="numeric" {...line('quantity', 4)} />
        <Field label={texts.price} inputMode="decimal" {...line('price', 12)} />
        <SelectField
          label={texts.currency}
          choices={known(CURRENCIES, draft.currency).map((value) => ({ value, label: currencyName(value) }))}
          {...field('currency')}
        />
        <Field label={texts.boughtOn} type="date" min="1900-01-01" {...field('boughtOn')} />
      </Box>
      <TextArea label={texts.notes} hint={texts.notesHint} {...field('notes')} maxLength={2_000} />
    </Box>
  );
}

/** What it is already stays to be chosen, also where it is none of those that are offered. */
function known(offered: readonly string[], own: string): string[] {
  return own && !offered.includes(own) ? [own, ...offered] : [...offered];
}

const PAIR = {
  display: 'grid',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'minmax(0, 1fr) minmax(0, 1fr)' },
  alignItems: 'start',
  gap: 3,
} as const;
