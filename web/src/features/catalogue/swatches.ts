/** What colours look like, by the names that catalogues give them; where a name is unknown, there is no swatch. */

const SWATCHES: Record<string, string> = {
  white: '#f6f3ec',
  'off-white': '#f2ece0',
  ivory: '#f3ead7',
  cream: '#efe4cb',
  ecru: '#e6dbc4',
  beige: '#dcc9a8',
  'pearl grey': '#cbcac5',
  silver: '#c3c6c9',
  grey: '#8d8c8a',
  gray: '#8d8c8a',
  stone: '#a29c90',
  taupe: '#8f7f70',
  charcoal: '#4a4b50',
  black: '#29282b',
  sand: '#d3bd98',
  khaki: '#a8986b',
  camel: '#b98c5a',
  tan: '#c19a6b',
  cognac: '#94562f',
  brown: '#6b4630',
  chocolate: '#553a2e',
  navy: '#28334d',
  indigo: '#3c4f74',
  'washed blue': '#7f9ab8',
  'light blue': '#adc7dc',
  sky: '#adc7dc',
  blue: '#3c62a8',
  cobalt: '#34589f',
  turquoise: '#3f9c9c',
  teal: '#2f686b',
  mint: '#b5d6c4',
  sage: '#a5b39a',
  green: '#4a7a55',
  olive: '#6c6c46',
  forest: '#31503f',
  yellow: '#e8c94f',
  butter: '#efdc9f',
  mustard: '#c9962b',
  ochre: '#cb983c',
  gold: '#c2a04d',
  orange: '#d6793a',
  terracotta: '#bf6d4c',
  rust: '#a4502f',
  coral: '#df7d66',
  red: '#b9332f',
  poppy: '#c0423a',
  burgundy: '#6c2936',
  pink: '#dfa2ad',
  blush: '#e7c5bc',
  rose: '#c7838a',
  fuchsia: '#b83a76',
  lilac: '#b9aacc',
  lavender: '#b7b0d6',
  purple: '#6d4a86',
  plum: '#5e4059',
};

/** Of "dark navy blue" what is known of it: the longest name that it ends with, or holds. */
export function swatchOf(name: string): string | null {
  const colour = name.trim().toLowerCase();
  const own = SWATCHES[colour];
  if (own !== undefined) return own;
  const known = Object.keys(SWATCHES)
    .filter((candidate) => ` ${colour} `.includes(` ${candidate} `))
    .sort((one, other) => other.length - one.length)[0];
  return known === undefined ? null : (SWATCHES[known] ?? null);
}
