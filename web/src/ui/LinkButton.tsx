/** A button that goes to another page: a real link, so it opens in a new tab as well. */
import Button, { type ButtonProps } from '@mui/material/Button';
import { createLink } from '@tanstack/react-router';
import { forwardRef } from 'react';

const Anchor = forwardRef<HTMLAnchorElement, Omit<ButtonProps<'a'>, 'component'>>(
  function Anchor(props, ref) {
    return <Button ref={ref} component="a" {...props} />;
  },
);

export const LinkButton = createLink(Anchor);
