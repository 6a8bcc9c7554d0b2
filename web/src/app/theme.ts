/** The tokens of `ui/tokens.ts` as a theme of MUI, by day and by night. */
import { createTheme } from '@mui/material/styles';
import { colours, fonts, motion, radius, target, type } from '@/ui/tokens';

type Palette = (typeof colours)['light' | 'dark'];

function paletteOf(palette: Palette) {
  return {
    primary: { main: palette.ink, contrastText: palette.ground },
    secondary: { main: palette.thread, contrastText: palette.onThread, light: palette.threadWash },
    success: { main: palette.moss },
    error: { main: palette.alarm },
    warning: { main: palette.sun },
    info: { main: palette.soft },
    background: { default: palette.ground, paper: palette.paper },
    text: { primary: palette.ink, secondary: palette.soft },
    divider: palette.line,
    edge: palette.edge,
    sunken: palette.sunken,
  };
}

declare module '@mui/material/styles' {
  interface Palette {
    edge: string;
    sunken: string;
  }
  interface PaletteOptions {
    edge?: string;
    sunken?: string;
  }
}

const display = {
  fontFamily: fonts.display,
  fontWeight: 400,
  lineHeight: 1.08,
  textWrap: 'balance',
} as const;

export const theme = createTheme({
  cssVariables: { colorSchemeSelector: '[data-scheme="%s"]' },
  colorSchemes: {
    light: { palette: paletteOf(colours.light) },
    dark: { palette: paletteOf(colours.dark) },
  },
  shape: { borderRadius: radius.card },
  typography: {
    fontFamily: fonts.text,
    h1: { ...display, fontSize: type.title, letterSpacing: '-0.015em' },
    h2: { ...display, fontSize: type.heading, letterSpacing: '-0.005em' },
    h3: { fontSize: type.name, fontWeight: 600, lineHeight: 1.35 },
    body1: { lineHeight: 1.55 },
    body2: { fontSize: type.small, lineHeight: 1.5 },
    caption: { fontSize: type.tiny, lineHeight: 1.4 },
    button: { textTransform: 'none', fontWeight: 600, fontSize: '0.9375rem', letterSpacing: 0 },
  },
  transitions: { duration: { shortest: motion.quick, shorter: motion.quick, short: motion.calm } },
  components: {
    MuiCssBaseline: {
      styleOverrides: {
        html: { scrollbarGutter: 'stable' },
        '::selection': { background: 'var(--mui-palette-secondary-light)' },
        ':focus-visible': { outline: '2px solid var(--mui-palette-secondary-main)', outlineOffset: 3 },
      },
    },
    MuiButtonBase: { defaultProps: { disableRipple: true } },
    MuiButton: {
      defaultProps: { disableElevation: true },
      styleOverrides: {
        root: { minHeight: target, borderRadius: radius.round, paddingInline: 22 },
        outlined: { borderColor: 'var(--mui-palette-edge)' },
        text: { textDecoration: 'underline', textUnderlineOffset: '0.25em', textDecorationThickness: 1 },
      },
    },
    MuiIconButton: { styleOverrides: { root: { minWidth: target, minHeight: target } } },
    MuiChip: { styleOverrides: { root: { borderRadius: radius.round, fontWeight: 500 } } },
    // By night MUI greys what lies on top; our own paper keeps its tone.
    MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiTextField: { defaultProps: { fullWidth: true } },
    MuiOutlinedInput: {
      styleOverrides: {
        root: { backgroundColor: 'var(--mui-palette-background-paper)' },
        notchedOutline: { borderColor: 'var(--mui-palette-edge)' },
      },
    },
    MuiAlert: { styleOverrides: { root: { borderRadius: radius.card, alignItems: 'center' } } },
    MuiLink: { defaultProps: { underline: 'always', color: 'inherit' } },
    MuiSkeleton: { defaultProps: { animation: 'wave' } },
  },
});
