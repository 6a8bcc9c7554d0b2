/** Modiste's look: warm paper and burgundy by day, ink and rose by night, as MUI CSS variables. */
import { createTheme } from '@mui/material/styles';

const SERIF =
  '"Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", Georgia, "DejaVu Serif", serif';
const SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';

export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'media' },
  colorSchemes: {
    light: {
      palette: {
        primary: { main: '#6d2f45' },
        secondary: { main: '#47604f' },
        background: { default: '#f6f3ee', paper: '#fffdfa' },
        text: { primary: '#231d20', secondary: '#655c60' },
        divider: '#e3dcd4',
      },
    },
    dark: {
      palette: {
        primary: { main: '#e3a5b8' },
        secondary: { main: '#a3c2ad' },
        background: { default: '#171416', paper: '#211d20' },
        text: { primary: '#f3ecee', secondary: '#b5a9ad' },
        divider: '#3a3337',
      },
    },
  },
  shape: { borderRadius: 12 },
  typography: {
    fontFamily: SANS,
    h1: { fontFamily: SERIF, fontSize: '1.9rem', fontWeight: 600, letterSpacing: '-0.01em' },
    h2: { fontFamily: SERIF, fontSize: '1.3rem', fontWeight: 600 },
    h3: { fontSize: '0.95rem', fontWeight: 600 },
    button: { textTransform: 'none', fontWeight: 600 },
  },
  components: {
    MuiButton: {
      defaultProps: { disableElevation: true },
      styleOverrides: { root: { minHeight: 48, borderRadius: 24 } },
    },
    // By night MUI greys what lies on top; our own paper keeps its tone.
    MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiTextField: { defaultProps: { fullWidth: true } },
    MuiLink: { defaultProps: { underline: 'hover' } },
  },
});
