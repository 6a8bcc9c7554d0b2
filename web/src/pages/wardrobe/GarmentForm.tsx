/** What is known of a garment, to be changed; what is written stays until it is saved, and leaving before asks. */
import Box from '@mui/material/Box';
import { useEffect, useRef, useState } from 'react';
import { currencyOf } from '@/features/boutiques/currencies';
import { type Faults, faultsIn } from '@/features/wardrobe/form';
import type { Read } from '@/features/wardrobe/garments';
import { useSaving } from '@/features/wardrobe/saving';
import { localeNow } from '@/lib/locale';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import { LeaveQuestion } from '@/ui/LeaveQuestion';
import { Part } from '@/ui/Part';
import { SaveRow } from '@/ui/SaveRow';
import { GarmentFields } from './GarmentFields';

export default function GarmentForm({ userId, garment }: { userId: number; garment: Read }) {
  const texts = useWardrobeTexts();
  const form = useRef<HTMLFormElement>(null);
  const saving = useSaving(userId, garment, currencyOf(new Intl.Locale(localeNow()).region ?? ''));
  const [faults, setFaults] = useState<Faults>({});
  const { draft, isBusy, isChanged, isSaved, error } = saving;
  const hasFaults = Object.keys(faults).length > 0;
  const mustLook = hasFaults || saving.contested.length > 0;
  useEffect(() => {
    if (mustLook) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [mustLook]);
  const save = () => {
    const found = faultsIn(draft);
    setFaults(found);
    if (Object.keys(found).length === 0 && isChanged && !isBusy) void saving.save();
  };
  return (
    <Part title={texts.facts}>
      <Box
        component="form"
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <GarmentFields
          userId={userId}
          saving={saving}
          faults={faults}
          onChange={(changes) => {
            saving.write(changes);
            if (hasFaults) setFaults(onlyKnown(faults, faultsIn({ ...draft, ...changes })));
          }}
        />
        <Box sx={isChanged ? FOOT : { mt: 3 }}>
          <SaveRow
            isChanged={isChanged}
            isBusy={isBusy}
            isSaved={isSaved}
            error={error ?? (hasFaults ? texts.look : null)}
          />
        </Box>
      </Box>
      <LeaveQuestion isAsked={isChanged} title={texts.leave} text={texts.leaveText} action={texts.leaveNow} />
    </Part>
  );
}

/** While a field is mended nothing new is complained about, and what is mended is not any more. */
function onlyKnown(before: Faults, now: Faults): Faults {
  return Object.fromEntries(Object.entries(now).filter(([name]) => name in before));
}

/** While something is not saved, the button is in sight wherever one writes. */
const FOOT = {
  position: 'sticky',
  bottom: { xs: 'calc(63px + env(safe-area-inset-bottom))', md: 0 },
  zIndex: 2,
  mt: 3,
  py: 2,
  bgcolor: 'background.default',
  borderTop: 1,
  borderColor: 'divider',
} as const;
