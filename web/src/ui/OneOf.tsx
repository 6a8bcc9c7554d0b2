/** One of two to four answers, side by side on one thread; radio buttons underneath. */
import Box from '@mui/material/Box';
import { useId } from 'react';
import { HIDDEN } from './hidden';

interface Props<Value extends string> {
  question: string;
  isQuestionHidden?: boolean;
  choices: readonly { value: Value; label: string; lang?: string }[];
  chosen: Value;
  onChoose: (value: Value) => void;
}

export function OneOf<Value extends string>(props: Props<Value>) {
  const { question, isQuestionHidden = false, choices, chosen, onChoose } = props;
  const name = useId();
  return (
    <Box component="fieldset" sx={{ border: 0, m: 0, p: 0, minWidth: 0 }}>
      {isQuestionHidden ? (
        <legend style={HIDDEN}>{question}</legend>
      ) : (
        <Box component="legend" sx={{ typography: 'body2', fontWeight: 600, p: 0, mb: 1 }}>
          {question}
        </Box>
      )}
      <Box sx={ROW}>
        {choices.map(({ value, label, lang }) => (
          <Box key={value} component="label" lang={lang} sx={CHOICE}>
            <input
              type="radio"
              name={name}
              value={value}
              checked={value === chosen}
              onChange={() => onChoose(value)}
            />
            {label}
          </Box>
        ))}
      </Box>
    </Box>
  );
}

const ROW = {
  display: 'flex',
  flexWrap: 'wrap',
  width: 'fit-content',
  maxWidth: 1,
  p: '3px',
  border: 1,
  borderColor: 'edge',
  borderRadius: '28px',
} as const;

const CHOICE = {
  position: 'relative',
  display: 'inline-grid',
  placeItems: 'center',
  flex: '1 0 auto',
  minHeight: 44,
  px: 2.25,
  borderRadius: 999,
  fontWeight: 500,
  cursor: 'pointer',
  transition: 'background-color 140ms, color 140ms',
  '& > input': { position: 'absolute', inset: 0, m: 0, opacity: 0, cursor: 'pointer' },
  '&:hover': { bgcolor: 'sunken' },
  '&:has(:checked)': { bgcolor: 'primary.main', color: 'primary.contrastText' },
  '&:has(:focus-visible)': {
    outline: '2px solid var(--mui-palette-secondary-main)',
    outlineOffset: 3,
  },
  '@media (forced-colors: active)': { '&:has(:checked)': { outline: '2px solid Highlight' } },
} as const;
