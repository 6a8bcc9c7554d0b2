/** How an item's page is laid out: pictures beside words where there is room. */

export const COLUMNS = {
  display: 'grid',
  // The pictures take what the height of the window leaves whole.
  gridTemplateColumns: {
    xs: 'minmax(0, 1fr)',
    md: 'min(56%, (100dvh - 120px) * 0.75) minmax(0, 540px)',
  },
  '&[data-many]': {
    gridTemplateColumns: {
      xs: 'minmax(0, 1fr)',
      md: 'min(58%, (100dvh - 120px) * 0.75 + 92px) minmax(0, 540px)',
    },
  },
  columnGap: { md: 5, lg: 8 },
  rowGap: 2,
} as const;

export const WORDS = { display: 'grid', alignContent: 'start', gap: 3, minWidth: 0 } as const;
