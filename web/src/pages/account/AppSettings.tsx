/** How the app shall be: its light, its language, whether it trembles, whether it stands on the home screen. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { User } from '@/api/types';
import { SavingLine } from '@/features/accounts/SavingLine';
import { usePreferences } from '@/features/accounts/usePreferences';
import { type Scheme, choose, scheme } from '@/lib/scheme';
import { useSignal } from '@/lib/signal';
import { LANGUAGES, type Language, speak, useTexts } from '@/lib/texts';
import { installOffer } from '@/lib/worker';
import { OneOf } from '@/ui/OneOf';
import { Switch } from '@/ui/Switch';

const SCHEMES: readonly Scheme[] = ['system', 'light', 'dark'];

export function AppSettings({ user }: { user: User }) {
  const { account, code, problems } = useTexts();
  const [wished, setWished] = useState<Language | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const saving = usePreferences(user);
  const chosen = useSignal(scheme);
  const light = (next: Scheme) => {
    choose(next);
    saving.change({ theme: next });
  };
  const talk = async (language: Language) => {
    setWished(language);
    setTrouble(null);
    try {
      await speak(language);
      saving.change({ language });
    } catch {
      setTrouble(problems.unreachable); // its words were never loaded here, and there is no network now
    }
    setWished(null);
  };
  return (
    <Box sx={{ display: 'grid', gap: 3.5, maxWidth: 460 }}>
      <OneOf
        question={account.appearance}
        choices={SCHEMES.map((value) => ({ value, label: account.schemes[value] }))}
        chosen={chosen}
        onChoose={light}
      />
      <OneOf
        question={account.language}
        choices={LANGUAGES.map(({ code: value, name }) => ({ value, label: name, lang: value }))}
        chosen={wished ?? code}
        onChoose={(language) => void talk(language)}
      />
      {trouble && (
        <Typography role="alert" color="error" sx={{ fontWeight: 500 }}>
          {trouble}
        </Typography>
      )}
      <Switch
        label={account.haptics}
        hint={account.hapticsHint}
        isOn={saving.preferences.haptics !== false}
        onChange={(haptics) => saving.change({ haptics })}
      />
      <Install />
      <SavingLine saving={saving} />
    </Box>
  );
}

/** Where the browser can ask, a button; on Apple's phones, how it is done; elsewhere nothing. */
function Install() {
  const { account, common } = useTexts();
  const offer = useSignal(installOffer);
  const isInstalled = matchMedia('(display-mode: standalone)').matches;
  const isApple = /iPhone|iPad/.test(navigator.userAgent);
  if (isInstalled || (offer === null && !isApple)) return null;
  return (
    <Box>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {common.install}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {account.installText} {offer === null && account.installApple}
      </Typography>
      {offer !== null && (
        <Button variant="outlined" onClick={() => void offer()} sx={{ mt: 1.5 }}>
          {common.install}
        </Button>
      )}
    </Box>
  );
}
