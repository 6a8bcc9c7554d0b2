/** A box to tick, round as a button. */
import Box from '@mui/material/Box';

interface Props {
  isOn: boolean;
  isDisabled?: boolean;
  onChange: (isOn: boolean) => void;
}

export function Tick({ isOn, isDisabled = false, onChange }: Props) {
  return (
    <Box
      component="input"
      type="checkbox"
      checked={isOn}
      disabled={isDisabled}
      onChange={(event) => onChange(event.target.checked)}
      sx={TICK}
    />
  );
}

const TICK = {
  flex: 'none',
  display: 'grid',
  placeItems: 'center',
  appearance: 'none',
  width: 32,
  height: 32,
  m: 0,
  border: 1,
  borderColor: 'edge',
  borderRadius: '50%',
  bgcolor: 'background.paper',
  cursor: 'pointer',
  transition: 'background-color 140ms, border-color 140ms',
  '&:checked': { bgcolor: 'secondary.main', borderColor: 'secondary.main' },
  '&:disabled': { cursor: 'default', opacity: 0.6 },
  // The mark is drawn: two sides of a turned rectangle.
  '&:checked::before': {
    content: '""',
    width: 7,
    height: 13,
    mt: '-3px',
    border: 'solid',
    borderColor: 'secondary.contrastText',
    borderWidth: '0 2px 2px 0',
    transform: 'rotate(42deg)',
  },
} as const;
