/**
 * Emotion under a strict Content-Security-Policy: its style elements carry the nonce of this very page.
 *
 * MUI's own ThemeProvider is not used: the scheme is an attribute of the document (`lib/scheme.ts`) that the theme's
 * style sheet asks for; what else it would add (nested themes) costs 4 KiB.
 */
import createCache from '@emotion/cache';
import { CacheProvider, Global, ThemeContext } from '@emotion/react';
import CssBaseline from '@mui/material/CssBaseline';
import type {} from '@mui/material/themeCssVarsAugmentation';
import DefaultPropsProvider from '@mui/system/DefaultPropsProvider';
import type { ReactNode } from 'react';
import { show } from '@/lib/scheme';
import { theme } from './theme';

/** Browsers hide a nonce from `getAttribute`, so index.html repeats it as the content of a meta element. */
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
const cache = createCache({ key: 'm', nonce: nonce === '__CSP_NONCE__' ? undefined : nonce, prepend: true });

show();

export function Styles({ children }: { children: ReactNode }) {
  return (
    <CacheProvider value={cache}>
      <ThemeContext.Provider value={theme}>
        <DefaultPropsProvider value={theme.components}>
          <Global styles={theme.generateStyleSheets()} />
          <CssBaseline />
          {children}
        </DefaultPropsProvider>
      </ThemeContext.Provider>
    </CacheProvider>
  );
}
