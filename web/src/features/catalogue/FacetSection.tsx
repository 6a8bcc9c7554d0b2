/** One way to narrow a search, folded away until it is wanted; says beside its name what is chosen. */
import Box from '@mui/material/Box';
import { type ReactNode, useState } from 'react';
import { DownIcon } from '@/ui/furtherIcons';

interface Props {
  title: string;
  /** What is chosen in it, in words. */
  chosen: string;
  isOpenAtFirst: boolean;
  children: ReactNode;
}

export function FacetSection({ title, chosen, isOpenAtFirst, children }: Props) {
  const [isOpen, setOpen] = useState(isOpenAtFirst || chosen !== '');
  return (
    <Box
      component="details"
      open={isOpen}
      onToggle={(event) => setOpen((event.currentTarget as HTMLDetailsElement).open)}
      sx={SECTION}
    >
      <Box component="summary" sx={SUMMARY}>
        <Box component="h3" sx={{ typography: 'h3', m: 0 }}>
          {title}
        </Box>
        <Box component="span" sx={CHOSEN}>
          {chosen}
        </Box>
        <DownIcon className="arrow" fontSize="small" />
      </Box>
      <Box component="fieldset" sx={FIELDS} aria-label={title}>
        {children}
      </Box>
    </Box>
  );
}

const SECTION = {
  borderTop: 1,
  borderColor: 'divider',
  '&[open] .arrow': { transform: 'rotate(180deg)' },
} as const;

const SUMMARY = {
  display: 'flex',
  alignItems: 'center',
  gap: 1.5,
  minHeight: 52,
  cursor: 'pointer',
  listStyle: 'none',
  borderRadius: 1,
  '&::-webkit-details-marker': { display: 'none' },
  '& .arrow': { transition: 'transform 240ms', color: 'text.secondary' },
  '@media (prefers-reduced-motion: reduce)': { '& .arrow': { transition: 'none' } },
} as const;

const CHOSEN = {
  flex: 1,
  minWidth: 0,
  typography: 'body2',
  color: 'text.secondary',
  textAlign: 'right',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
} as const;

const FIELDS = { border: 0, m: 0, p: 0, pb: 2, minWidth: 0 } as const;
