/** What a boutique says of itself, to fill in. */
import { usePeopleTexts } from '@/lib/texts/people';
import { countries } from '@/lib/countries';
import { Field } from '@/ui/Field';
import { TextArea } from '@/ui/TextArea';
import { SelectField } from '@/ui/SelectField';

export interface About {
  name: string;
  city: string;
  country: string;
  story: string;
}

export const missingIn = (about: About) =>
  (['name', 'city', 'country'] as const).filter((field) => about[field].trim() === '');

interface Props {
  about: About;
  missing: readonly (keyof About)[];
  onChange: (about: About) => void;
}

export function AboutFields({ about, missing, onChange }: Props) {
  const texts = usePeopleTexts();
  const set = (field: keyof About) => (value: string) => onChange({ ...about, [field]: value });
  const wrong = (field: keyof About, words: string) => (missing.includes(field) ? words : undefined);
  return (
    <>
      <Field
        label={texts.name}
        name="name"
        maxLength={120}
        autoComplete="organization"
        value={about.name}
        onChange={set('name')}
        error={wrong('name', texts.nameMissing)}
      />
      <Field
        label={texts.city}
        name="city"
        maxLength={80}
        autoComplete="address-level2"
        value={about.city}
        onChange={set('city')}
        error={wrong('city', texts.cityMissing)}
      />
      <SelectField
        label={texts.country}
        name="country"
        autoComplete="country"
        value={about.country}
        choices={[{ value: '', label: '' }, ...countries()]}
        onChange={set('country')}
        error={wrong('country', texts.countryMissing)}
      />
      <TextArea
        label={texts.story}
        name="story"
        maxLength={10_000}
        hint={texts.storyHint}
        value={about.story}
        onChange={set('story')}
      />
    </>
  );
}
