/** Words to search by; waits for a pause in typing, and follows the address when that changes otherwise. */
import IconButton from '@mui/material/IconButton';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTexts } from '@/lib/texts';
import { Field } from './Field';
import { CrossIcon } from './icons';

const TYPING_MS = 250;

interface Props {
  label: string;
  value: string;
  onChange: (words: string) => void;
}

export function WordsField({ label, value, onChange }: Props) {
  const { common, navigation } = useTexts();
  const field = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState(value);
  const [seen, setSeen] = useState(value);
  const [sent, setSent] = useState(value);
  if (value !== seen) {
    setSeen(value);
    if (value !== sent) setWords(value);
  }
  const send = useEffectEvent(() => {
    setSent(words.trim());
    onChange(words.trim());
  });
  useEffect(() => {
    if (words.trim() === value) return;
    const timer = setTimeout(send, TYPING_MS);
    return () => clearTimeout(timer);
  }, [words, value]);
  return (
    <Field
      ref={field}
      type="search"
      label={label}
      isLabelHidden
      placeholder={navigation.search}
      value={words}
      onChange={setWords}
      autoComplete="off"
      enterKeyHint="search"
      maxLength={200}
      end={
        words !== '' && (
          <IconButton
            aria-label={common.clear}
            onClick={() => {
              setWords('');
              field.current?.focus();
            }}
            sx={{ mr: -1.5 }}
          >
            <CrossIcon fontSize="small" />
          </IconButton>
        )
      }
    />
  );
}
