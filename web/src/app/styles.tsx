/** Emotion under a strict Content-Security-Policy: its style elements carry the nonce of this very page. */
import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { theme } from './theme';

/** Browsers hide a nonce from `getAttribute`, so index.html repeats it as the content of a meta element. */
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
const cache = createCache({ key: 'm', nonce: nonce === '__CSP_NONCE__' ? undefined : nonce, prepend: true });

export function Styles({ children }: { children: ReactNode }) {
  return (
    <CacheProvider value={cache}>
      <ThemeProvider theme={theme}>
        <CssBaseline />
        {children}
      </ThemeProvider>
    </CacheProvider>
  );
}
