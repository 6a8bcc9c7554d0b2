/** The words to search by, large as a headline; it searches as one types, after a pause. */
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { useEffect, useRef } from 'react';
import { useTexts } from '@/lib/texts';
import { CrossIcon, SearchIcon } from '@/ui/icons';
import { fonts } from '@/ui/tokens';

const TYPING_MS = 250;

interface Props {
  words: string;
  onChange: (words: string) => void;
}

/** Typing draws nothing anew: the field keeps its own text, and hears only when the address changes elsewhere. */
export function SearchField({ words, onChange }: Props) {
  const { search, common } = useTexts();
  const field = useRef<HTMLInputElement>(null);
  const sent = useRef(words);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (words === sent.current || !field.current) return;
    sent.current = words;
    field.current.value = words;
  }, [words]);
  const send = () => {
    clearTimeout(timer.current);
    const typed = field.current?.value.trim() ?? '';
    if (typed === sent.current) return;
    sent.current = typed;
    onChange(typed);
  };
  return (
    <Box
      component="form"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        send();
        field.current?.blur(); // puts the keyboard of a phone away
      }}
      sx={FORM}
    >
      <SearchIcon sx={{ fontSize: { xs: 26, md: 32 }, color: 'text.secondary' }} />
      <Box
        component="input"
        ref={field}
        type="search"
        enterKeyHint="search"
        aria-label={common.searchShop}
        placeholder={search.placeholder}
        defaultValue={words}
        maxLength={200}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onInput={() => {
          clearTimeout(timer.current);
          timer.current = setTimeout(send, TYPING_MS);
        }}
        sx={FIELD}
      />
      <IconButton
        className="clear"
        aria-label={search.clearWords}
        onClick={() => {
          if (!field.current) return;
          field.current.value = '';
          field.current.focus();
          send();
        }}
        sx={{ mr: -1.5, color: 'text.secondary' }}
      >
        <CrossIcon />
      </IconButton>
    </Box>
  );
}

const FORM = {
  display: 'flex',
  alignItems: 'center',
  gap: { xs: 1.25, md: 2 },
  borderBottom: '1px solid',
  borderColor: 'edge',
  '&:focus-within': { borderColor: 'secondary.main', boxShadow: '0 1px 0 var(--mui-palette-secondary-main)' },
  '&:has(input:placeholder-shown) .clear': { visibility: 'hidden' },
} as const;

const FIELD = {
  flex: 1,
  minWidth: 0,
  minHeight: { xs: 58, md: 76 },
  p: 0,
  border: 0,
  outline: 'none',
  borderRadius: 0,
  background: 'none',
  appearance: 'none',
  fontFamily: fonts.display,
  fontSize: { xs: '1.625rem', md: '2.25rem' },
  color: 'text.primary',
  textOverflow: 'ellipsis',
  '&::placeholder': { color: 'text.secondary', opacity: 1 },
  '&::-webkit-search-cancel-button': { display: 'none' },
} as const;
