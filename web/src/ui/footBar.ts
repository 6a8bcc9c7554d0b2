/** A bar above the places on phones, at the foot of the window elsewhere: what is done with what was chosen. */
export const FOOT_BAR = {
  position: 'sticky',
  bottom: { xs: 'calc(63px + env(safe-area-inset-bottom))', md: 0 },
  zIndex: 'appBar',
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 1,
  mt: 'auto',
  mx: { xs: -2, md: 0 },
  px: { xs: 2, md: 0 },
  py: 1.5,
  bgcolor: 'background.default',
  borderTop: 1,
  borderColor: 'divider',
} as const;
