/** How what machines read is shown: a block that wraps, and scrolls where it is long. */
export const CODE = {
  display: 'block',
  m: 0,
  p: 2,
  maxHeight: 320,
  overflow: 'auto',
  borderRadius: 1,
  bgcolor: 'sunken',
  fontFamily: 'ui-monospace, SFMono-Regular, Menlo, monospace',
  fontSize: '0.875rem',
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
} as const;
