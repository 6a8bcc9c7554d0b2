/** A line for a password, which can be looked at; pasting and password managers work. */
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import { Field, type FieldProps } from './Field';
import { HIDDEN } from './hidden';

interface Props extends Omit<FieldProps, 'type' | 'autoComplete' | 'end'> {
  autoComplete: 'current-password' | 'new-password';
}

export function PasswordField(props: Props) {
  const { signing } = useTexts();
  const [isShown, setShown] = useState(false);
  return (
    <Field
      {...props}
      type={isShown ? 'text' : 'password'}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      end={
        <ButtonBase onClick={() => setShown(!isShown)} sx={BUTTON}>
          {isShown ? signing.hide : signing.show}
          <Box component="span" style={HIDDEN}>
            {signing.thePassword}
          </Box>
        </ButtonBase>
      }
    />
  );
}

const BUTTON = {
  minWidth: 48,
  minHeight: 48,
  px: 1,
  mr: -1,
  position: 'relative',
  typography: 'body2',
  fontWeight: 600,
  textDecoration: 'underline',
  textDecorationThickness: 1,
  textUnderlineOffset: '0.25em',
} as const;
