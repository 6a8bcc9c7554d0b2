/** What shoppers read about one's boutique, to change. */
import Box from '@mui/material/Box';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import type { MyBoutique } from '@/api/types';
import { SaveRow } from '@/ui/SaveRow';
import { type About, AboutFields, missingIn } from './AboutFields';
import { useBoutiqueChange } from './mine';

const FIELDS = ['name', 'city', 'country', 'story'] as const;

export function AboutForm({ boutique }: { boutique: MyBoutique }) {
  const { name, city, country, story } = boutique;
  const [about, setAbout] = useState<About>({ name, city, country, story });
  const [isTried, setTried] = useState(false);
  const change = useBoutiqueChange();
  const isChanged = FIELDS.some((field) => about[field] !== boutique[field]);
  const save = () => {
    setTried(true);
    if (missingIn(about).length > 0 || change.isPending) return;
    const said = { ...about, name: about.name.trim(), city: about.city.trim(), story: about.story.trim() };
    change.mutate(said, { onSuccess: () => setAbout(said) });
  };
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      sx={{ display: 'grid', gap: 3, maxWidth: 460 }}
    >
      <AboutFields about={about} missing={isTried ? missingIn(about) : []} onChange={setAbout} />
      <SaveRow
        isChanged={isChanged}
        isBusy={change.isPending}
        isSaved={change.isSuccess}
        error={change.error && messageOf(change.error)}
      />
    </Box>
  );
}
