/** A question with a few answers to tap: one of them, or several. */
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { HIDDEN } from './hidden';

export interface Choice<Value> {
  value: Value;
  label: string;
}

interface Props<Value> {
  question: string;
  choices: readonly Choice<Value>[];
  chosen: readonly Value[];
  onToggle: (value: Value) => void;
  /** When the question is seen elsewhere already. */
  isQuestionHidden?: boolean;
}

export function ChoiceChips<Value extends string | number | null>(props: Props<Value>) {
  const { question, choices, chosen, onToggle, isQuestionHidden = false } = props;
  return (
    <Box component="fieldset" sx={{ border: 0, m: 0, p: 0, minWidth: 0 }}>
      {isQuestionHidden ? (
        <legend style={HIDDEN}>{question}</legend>
      ) : (
        <Box component="legend" sx={{ typography: 'h3', p: 0, mb: 1.25 }}>
          {question}
        </Box>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {choices.map(({ value, label }) => (
          <ButtonBase
            key={String(value)}
            aria-pressed={chosen.includes(value)}
            onClick={() => onToggle(value)}
            sx={CHIP}
          >
            {label}
          </ButtonBase>
        ))}
      </Box>
    </Box>
  );
}

const CHIP = {
  minHeight: 48,
  px: 2.25,
  borderRadius: 999,
  border: 1,
  borderColor: 'edge',
  bgcolor: 'background.paper',
  font: 'inherit',
  fontWeight: 500,
  transition: 'background-color 140ms, color 140ms',
  '&:hover': { borderColor: 'text.primary' },
  '&[aria-pressed=true]': {
    bgcolor: 'primary.main',
    borderColor: 'primary.main',
    color: 'primary.contrastText',
  },
} as const;
