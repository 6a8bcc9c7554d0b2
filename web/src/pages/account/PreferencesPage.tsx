/** What a shopper tells the shop about herself; each answer is saved by itself and shapes the next card. */
import { useEffect, useRef } from 'react';
import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import type { User } from '@/api/types';
import { SavingLine } from '@/features/accounts/SavingLine';
import { usePreferences } from '@/features/accounts/usePreferences';
import { useUser } from '@/features/accounts/useUser';
import { SwatchGrid } from '@/features/catalogue/SwatchGrid';
import { countQuery } from '@/features/catalogue/queries';
import { useTexts } from '@/lib/texts';
import { titleOf } from '@/lib/texts/words';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { OneOf } from '@/ui/OneOf';
import { PageTitle } from '@/ui/PageTitle';
import { Part } from '@/ui/Part';
import { forgetDeck } from '@/pages/deck/decks';
import { AccountFrame } from './AccountFrame';
import { PriceChoice } from './PriceChoice';
import { SizeChoices } from './SizeChoices';
import { toggled } from './toggled';

const FITS = ['slim', 'regular', 'relaxed'] as const;
const OCCASIONS = ['everyday', 'office', 'weekend', 'evening', 'festive'] as const;
const BACKGROUNDS = ['clean', 'original'] as const;
const STYLES = [
  'classic',
  'minimal',
  'romantic',
  'street',
  'sporty',
  'boho',
  'evening',
  'workwear',
  'sustainable',
];
const MOST = 20;

export default function PreferencesPage() {
  const user = useUser();
  return user && <PreferencesOf key={user.id} user={user} />;
}

function PreferencesOf({ user }: { user: User }) {
  const { account, quiz } = useTexts();
  const saving = usePreferences(user);
  const { preferences, change, arrived } = saving;
  const first = useRef(arrived);
  useEffect(() => {
    if (arrived !== first.current) forgetDeck();
  }, [arrived]);
  return (
    <AccountFrame user={user}>
      <PageTitle title={account.preferences}>{account.preferencesText}</PageTitle>
      <Box sx={STATE}>
        <SavingLine saving={saving} />
      </Box>
      <Part title={account.sizes} text={account.sizesText}>
        <SizeChoices
          sizes={(preferences.sizes ?? {}) as Record<string, string[]>}
          onChange={(sizes) => change({ sizes })}
        />
      </Part>
      <Part title={account.clothes}>
        <Box sx={{ display: 'grid', gap: 3.5 }}>
          <ChoiceChips
            question={quiz.fit}
            choices={FITS.map((value) => ({ value, label: quiz.fits[value] }))}
            chosen={[preferences.fit ?? null]}
            onToggle={(fit) => change({ fit: fit === preferences.fit ? null : fit })}
          />
          <ChoiceChips
            question={quiz.occasions}
            choices={OCCASIONS.map((value) => ({ value, label: quiz.occasion[value] }))}
            chosen={preferences.occasions ?? []}
            onToggle={(one) => change({ occasions: toggled(preferences.occasions, one) })}
          />
          <ChoiceChips
            question={account.styles}
            choices={[...new Set([...STYLES, ...(preferences.favourite_styles ?? [])])].map((value) => ({
              value,
              label: titleOf(value),
            }))}
            chosen={preferences.favourite_styles ?? []}
            onToggle={(one) => change({ favourite_styles: toggled(preferences.favourite_styles, one, MOST) })}
          />
        </Box>
      </Part>
      <Part title={account.colours}>
        <Colours
          chosen={preferences.preferred_colours ?? []}
          onToggle={(one) => change({ preferred_colours: toggled(preferences.preferred_colours, one, MOST) })}
        />
      </Part>
      <Part title={account.money}>
        <Box sx={{ display: 'grid', gap: 3.5 }}>
          <PriceChoice
            question={account.budget}
            hint={account.budgetHint}
            none={quiz.anyBudget}
            price={preferences.budget ?? null}
            onChange={(budget) => change({ budget })}
          />
          <PriceChoice
            question={account.ceiling}
            none={account.noCeiling}
            price={preferences.price_ceiling ?? null}
            onChange={(price_ceiling) => change({ price_ceiling })}
          />
        </Box>
      </Part>
      <Part title={account.photos}>
        <OneOf
          question={account.background}
          choices={BACKGROUNDS.map((value) => ({ value, label: account.backgrounds[value] }))}
          chosen={preferences.background_preference ?? 'clean'}
          onChoose={(background_preference) => change({ background_preference })}
        />
      </Part>
    </AccountFrame>
  );
}

/** The shop's own colours, the most frequent first, and those chosen before that it has no more. */
function Colours({ chosen, onToggle }: { chosen: readonly string[]; onToggle: (colour: string) => void }) {
  const { data } = useQuery(countQuery({}));
  const colours = new Set([...(data?.facets?.colour.map(({ value }) => value) ?? []), ...chosen]);
  return (
    <SwatchGrid
      ticks={[...colours].map((value) => ({ value, label: titleOf(value), isOn: chosen.includes(value) }))}
      onToggle={onToggle}
    />
  );
}

/** In sight while one goes down the page. */
const STATE = {
  position: 'sticky',
  top: { xs: 0, md: 69 },
  zIndex: 1,
  mt: -1.5,
  bgcolor: 'background.default',
} as const;
