/** A link inside a sentence to another page of the app. */
import Link, { type LinkProps } from '@mui/material/Link';
import { createLink } from '@tanstack/react-router';
import { forwardRef } from 'react';

const Anchor = forwardRef<HTMLAnchorElement, LinkProps>(function Anchor(props, ref) {
  return <Link ref={ref} {...props} />;
});

export const TextLink = createLink(Anchor);
