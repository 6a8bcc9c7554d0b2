/** The way between the parts of something: one's account, one's boutique. */
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { Link, type LinkProps } from '@tanstack/react-router';
import { ForwardIcon } from './furtherIcons';

export interface PartLink {
  to: NonNullable<LinkProps['to']>;
  label: string;
}

export function PartList({ label, parts }: { label: string; parts: readonly PartLink[] }) {
  return (
    <Box component="nav" aria-label={label} sx={{ borderTop: 1, borderColor: 'divider' }}>
      {parts.map(({ to, label: name }) => (
        <ButtonBase key={to} component={Link} to={to} activeOptions={{ exact: true }} sx={PART}>
          <span>{name}</span>
          <ForwardIcon fontSize="small" />
        </ButtonBase>
      ))}
    </Box>
  );
}

const PART = {
  display: 'flex',
  justifyContent: 'space-between',
  gap: 2,
  width: 1,
  minHeight: 56,
  py: 1,
  borderBottom: 1,
  borderColor: 'divider',
  font: 'inherit',
  fontWeight: 500,
  textAlign: 'left',
  color: 'text.primary',
  '& svg': { color: 'text.secondary', transition: 'transform 140ms' },
  '&:hover svg': { transform: 'translateX(3px)' },
  '&[data-status=active]': { boxShadow: '0 1px 0 var(--mui-palette-secondary-main)' },
  '&[data-status=active] svg': { color: 'secondary.main' },
  '@media (prefers-reduced-motion: reduce)': { '& svg': { transition: 'none' } },
} as const;
