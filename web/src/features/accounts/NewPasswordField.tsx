/** A line for a new password, with a word on how long is long enough. */
import Box from '@mui/material/Box';
import { useTexts } from '@/lib/texts';
import type { FieldProps } from '@/ui/Field';
import { PasswordField } from '@/ui/PasswordField';
import { Stitches } from '@/ui/Stitches';
import { type Strength, strengthOf } from './credentials';

const STITCHES: Record<Strength, number> = { none: 0, short: 1, fair: 2, good: 3, strong: 4 };

type Props = Pick<FieldProps, 'label' | 'name' | 'value' | 'onChange' | 'error'>;

export function NewPasswordField(props: Props) {
  const { signing } = useTexts();
  const strength = strengthOf(props.value);
  return (
    <PasswordField
      {...props}
      autoComplete="new-password"
      hint={
        <>
          <Box sx={{ maxWidth: 180, mt: 1.25, mb: 0.75 }}>
            <Stitches done={STITCHES[strength]} goal={4} />
          </Box>
          <span aria-live="polite">{signing.strengths[strength]}</span>
        </>
      }
    />
  );
}
