/** A row that unfolds: its name, what is chosen in it, and, once it is open, what there is to choose. */
import Box from '@mui/material/Box';
import { type ReactNode, useState } from 'react';
import { DownIcon } from './furtherIcons';

interface Props {
  title: string;
  /** What is chosen in it, in words. */
  chosen: string;
  children: ReactNode;
}

export function Fold({ title, chosen, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Box
      component="details"
      onToggle={(event) => setOpen((event.target as HTMLDetailsElement).open)}
      sx={FOLD}
    >
      <Box component="summary" sx={SUMMARY}>
        <Box component="span" sx={{ fontWeight: 500 }}>
          {title}
        </Box>
        <Box component="span" sx={CHOSEN}>
          {chosen}
        </Box>
        <DownIcon fontSize="small" />
      </Box>
      {isOpen && <Box sx={{ pb: 2.5 }}>{children}</Box>}
    </Box>
  );
}

const FOLD = {
  borderTop: 1,
  borderColor: 'divider',
  '&[open] > summary svg': { transform: 'rotate(180deg)' },
} as const;

const SUMMARY = {
  display: 'flex',
  alignItems: 'center',
  gap: 1.5,
  minHeight: 56,
  cursor: 'pointer',
  listStyle: 'none',
  borderRadius: 1,
  '&::-webkit-details-marker': { display: 'none' },
  '& svg': { color: 'text.secondary', transition: 'transform 240ms' },
  '@media (prefers-reduced-motion: reduce)': { '& svg': { transition: 'none' } },
} as const;

const CHOSEN = {
  flex: 1,
  minWidth: 0,
  color: 'text.secondary',
  textAlign: 'right',
  overflowWrap: 'anywhere',
} as const;
