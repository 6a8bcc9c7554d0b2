/** A sheet over the page: from below on phones, from the right on wider screens; its actions stay in sight. */
import Box from '@mui/material/Box';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { ReactNode } from 'react';
import { useTexts } from '@/lib/texts';
import { CrossIcon } from './icons';
import { radius } from './tokens';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** The buttons at its end. */
  actions?: ReactNode;
}

export function Sheet({ title, onClose, children, actions }: Props) {
  const { common } = useTexts();
  const isWide = useMediaQuery('(min-width: 900px)', { noSsr: true });
  return (
    <Drawer
      open
      onClose={onClose}
      anchor={isWide ? 'right' : 'bottom'}
      slotProps={{
        paper: { role: 'dialog', 'aria-modal': true, 'aria-labelledby': 'sheet-title', sx: PAPER },
      }}
    >
      <Box sx={HEAD}>
        <Typography id="sheet-title" variant="h2" component="h2">
          {title}
        </Typography>
        <IconButton onClick={onClose} aria-label={common.close} sx={{ mr: -1.5, color: 'text.primary' }}>
          <CrossIcon />
        </IconButton>
      </Box>
      {/* In the tab order, so that the keys can scroll what holds nothing to press. */}
      <Box tabIndex={0} sx={BODY}>
        {children}
      </Box>
      {actions !== undefined && <Box sx={FOOT}>{actions}</Box>}
    </Drawer>
  );
}

const PAPER = {
  display: 'flex',
  flexDirection: 'column',
  width: { md: 460 },
  maxHeight: { xs: '88dvh', md: 'none' },
  borderTopLeftRadius: radius.sheet,
  borderTopRightRadius: { xs: radius.sheet, md: 0 },
  borderBottomLeftRadius: { xs: 0, md: radius.sheet },
} as const;

const HEAD = {
  display: 'flex',
  justifyContent: 'space-between',
  alignItems: 'flex-start',
  gap: 2,
  px: 3,
  pt: 2,
  pb: 1.5,
  '& > h2': { pt: 1.25 },
} as const;

const BODY = { px: 3, pb: 3, overflowY: 'auto', flex: 1, '&:focus-visible': { outlineOffset: -3 } } as const;

const FOOT = {
  display: 'grid',
  gap: 1,
  px: 3,
  py: 2,
  pb: 'max(16px, env(safe-area-inset-bottom))',
  borderTop: 1,
  borderColor: 'divider',
} as const;
