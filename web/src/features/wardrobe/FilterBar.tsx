/** Words, kind, folder and state: what of the wardrobe is shown. */
import Box from '@mui/material/Box';
import type { GarmentFolder } from '@/api/types';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import type { Choice } from '@/ui/ChoiceChips';
import { ChoiceSelect } from '@/ui/ChoiceSelect';
import { WordsField } from '@/ui/WordsField';
import { STATES, type WardrobeWish, wishOf } from './wish';

interface Props {
  wish: WardrobeWish;
  kinds: readonly Choice<string>[];
  folders: readonly GarmentFolder[];
  onChange: (wish: WardrobeWish) => void;
}

export function FilterBar({ wish, kinds, folders, onChange }: Props) {
  const texts = useWardrobeTexts();
  const set = (changes: Record<string, unknown>) => onChange(wishOf({ ...wish, ...changes }));
  const all = { value: '', label: texts.all };
  return (
    <Box role="search" sx={BAR}>
      <Box sx={{ flex: { xs: '1 1 100%', md: '1 1 260px' }, minWidth: 0, maxWidth: { md: 380 } }}>
        <WordsField label={texts.words} value={wish.q ?? ''} onChange={(q) => set({ q })} />
      </Box>
      <ChoiceSelect
        label={texts.kind}
        choices={[all, ...kinds]}
        value={wish.kind ?? ''}
        onChange={(kind) => set({ kind })}
      />
      <ChoiceSelect
        label={texts.state}
        choices={[all, ...STATES.map((value) => ({ value, label: texts.states[value] }))]}
        value={wish.state ?? ''}
        onChange={(state) => set({ state })}
      />
      {folders.length > 0 && (
        <ChoiceSelect
          label={texts.folder}
          choices={[
            all,
            ...folders.map(({ id, name, garments }) => ({ value: id, label: `${name} (${garments})` })),
          ]}
          value={wish.folder ?? ''}
          onChange={(folder) => set({ folder })}
        />
      )}
    </Box>
  );
}

const BAR = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  columnGap: { xs: 2.5, md: 4 },
  mb: { xs: 0, md: 1 },
} as const;
