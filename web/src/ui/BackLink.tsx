/** The way up from a page to the one it belongs to. */
import ButtonBase, { type ButtonBaseProps } from '@mui/material/ButtonBase';
import { createLink } from '@tanstack/react-router';
import { forwardRef } from 'react';
import { BackIcon } from './furtherIcons';

type AnchorProps = Omit<ButtonBaseProps<'a'>, 'component'>;

const Anchor = forwardRef<HTMLAnchorElement, AnchorProps>(function Anchor({ children, ...props }, ref) {
  return (
    <ButtonBase ref={ref} component="a" {...props} sx={LINK}>
      <BackIcon fontSize="small" />
      {children}
    </ButtonBase>
  );
});

export const BackLink = createLink(Anchor);

const LINK = {
  alignSelf: 'flex-start',
  gap: 0.5,
  minHeight: 48,
  ml: -0.5,
  pr: 1.5,
  borderRadius: 1,
  typography: 'body2',
  fontWeight: 600,
  color: 'text.secondary',
  '&:hover': { color: 'text.primary' },
} as const;
