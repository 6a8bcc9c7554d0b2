/** The look of Modiste in one file: colours, type, space, radius and motion. Everything else refers to these. */

/** A tailor's table: chalk, ink and red thread by day; the same by lamplight. */
export const colours = {
  light: {
    ground: '#faf8f4',
    paper: '#fffefb',
    sunken: '#f1ece4',
    ink: '#1f1a17',
    soft: '#665d56',
    line: '#e5ded4',
    edge: '#8d837a', // of controls: 3:1 on the ground (WCAG 1.4.11)
    thread: '#b0301c',
    onThread: '#ffffff',
    threadWash: '#fbe9e3',
    moss: '#2c6247',
    alarm: '#a3211b',
    sun: '#7a5200',
  },
  dark: {
    ground: '#151210',
    paper: '#1f1b18',
    sunken: '#0f0d0b',
    ink: '#f5efe8',
    soft: '#b9aea4',
    line: '#39322c',
    edge: '#83786e',
    thread: '#ff8e74',
    onThread: '#2b0c05',
    threadWash: '#3d221b',
    moss: '#9bd0b1',
    alarm: '#ff9d94',
    sun: '#e8c374',
  },
} as const;

export const fonts = {
  display:
    '"Instrument Serif", "Instrument Serif by Times", "Instrument Serif by Noto", "Instrument Serif by DejaVu", serif',
  text: '"Instrument Sans Variable", "Instrument Sans by Arial", "Instrument Sans by Roboto", "Instrument Sans by DejaVu", sans-serif',
} as const;

/** Sizes in rem, so that they grow with the reader's own setting; the ratio is a major third. */
export const type = {
  hero: 'clamp(2.75rem, 1.9rem + 4.2vw, 5rem)',
  title: 'clamp(2.1rem, 1.75rem + 1.6vw, 3rem)',
  heading: '1.625rem',
  name: '1rem',
  body: '1rem',
  small: '0.875rem',
  tiny: '0.8125rem',
} as const;

/** In pixels. */
export const radius = { small: 8, card: 14, sheet: 24, round: 999 } as const;

/** In milliseconds; `ease` for what moves on its own, `spring` for what a hand lets go of. */
export const motion = {
  quick: 140,
  calm: 240,
  flight: 380,
  ease: 'cubic-bezier(0.3, 0, 0.2, 1)',
  spring: 'cubic-bezier(0.2, 1.4, 0.4, 1)',
} as const;

/** The least size of what can be pressed, in pixels (WCAG 2.5.5). */
export const target = 48;

/** One unit of space is 8 pixels; a page is at most this wide. */
export const pageWidth = 1280;
