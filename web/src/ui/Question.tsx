/** A question before something that cannot be taken back; the browser's own dialog keeps the focus inside. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTexts } from '@/lib/texts';
import { radius } from './tokens';

interface Props {
  title: string;
  text: string;
  /** What is done when the answer is yes. */
  action: string;
  /** Red, unless it takes nothing away. */
  colour?: 'error' | 'primary';
  isBusy?: boolean;
  error?: string | null;
  onYes: () => void;
  onNo: () => void;
  /** What else has to be filled in. */
  children?: ReactNode;
}

export function Question({ title, text, action, colour = 'error', ...more }: Props) {
  const { isBusy = false, error, onYes, onNo, children } = more;
  const { common } = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    shown?.showModal();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <Box
      component="dialog"
      ref={dialog}
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => {
        event.preventDefault();
        onNo();
      }}
      sx={DIALOG}
    >
      <Box
        component="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) onYes();
        }}
      >
        <Typography id={`${id}-title`} variant="h2" component="h2" gutterBottom>
          {title}
        </Typography>
        <Typography id={`${id}-text`} color="textSecondary">
          {text}
        </Typography>
        {children !== undefined && <Box sx={{ mt: 3 }}>{children}</Box>}
        {error && (
          <Typography role="alert" color="error" sx={{ mt: 2, fontWeight: 500 }}>
            {error}
          </Typography>
        )}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, mt: 3 }}>
          <Button type="submit" variant="contained" color={colour} loading={isBusy}>
            {action}
          </Button>
          <Button variant="outlined" onClick={onNo}>
            {common.cancel}
          </Button>
        </Box>
      </Box>
    </Box>
  );
}

const DIALOG = {
  width: 'min(440px, calc(100vw - 32px))',
  maxHeight: 'calc(100dvh - 32px)',
  m: 'auto',
  p: 3,
  border: 0,
  borderRadius: `${radius.sheet}px`,
  bgcolor: 'background.paper',
  color: 'text.primary',
  '&::backdrop': { background: 'rgb(15 13 11 / 0.5)' },
} as const;
