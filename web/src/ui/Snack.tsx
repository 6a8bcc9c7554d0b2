/** A line at the foot of the page that says what was done, and for a while offers to undo it (also with the key U). */
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useEffect, useEffectEvent, useState } from 'react';
import { fonts } from './tokens';

const SHOWN_MS = 10_000;

export interface SnackContent {
  text: string;
  action?: { label: string; run: () => void };
}

export function Snack({ content, onGone }: { content: SnackContent | null; onGone: () => void }) {
  const [isHeld, setHeld] = useState(false);
  const leave = useEffectEvent(onGone);
  useEffect(() => {
    if (content === null || isHeld) return;
    const timer = setTimeout(leave, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [content, isHeld]);
  const act = () => {
    onGone();
    content?.action?.run();
  };
  const actByKey = useEffectEvent(act);
  const isUndoable = content?.action !== undefined;
  useEffect(() => {
    if (!isUndoable) return;
    const strike = (event: KeyboardEvent) => {
      const isUndo = event.key === 'u' && !event.ctrlKey && !event.metaKey;
      if (event.defaultPrevented || isWriting(event.target)) return;
      if (isUndo || (event.key === 'z' && (event.ctrlKey || event.metaKey))) actByKey();
    };
    window.addEventListener('keydown', strike);
    return () => window.removeEventListener('keydown', strike);
  }, [isUndoable]);
  return (
    <Box role="status" sx={PLACE}>
      {content && (
        <Box
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
          sx={SNACK}
        >
          <Box component="span" sx={{ flex: 1, py: 1.25, overflowWrap: 'anywhere' }}>
            {content.text}
          </Box>
          {content.action && (
            <ButtonBase onClick={act} sx={BUTTON}>
              {content.action.label}
            </ButtonBase>
          )}
        </Box>
      )}
    </Box>
  );
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, dialog, [role=dialog]') !== null
  );
}

const PLACE = {
  position: 'fixed',
  zIndex: 'snackbar',
  left: { xs: 12, md: 32 },
  right: { xs: 12, md: 'auto' },
  bottom: { xs: 'calc(74px + env(safe-area-inset-bottom))', md: 32 },
} as const;

const SNACK = {
  display: 'flex',
  alignItems: 'center',
  gap: 2,
  minWidth: { md: 360 },
  maxWidth: { md: 520 },
  minHeight: 56,
  pl: 2.5,
  pr: 1,
  borderRadius: 1,
  fontFamily: fonts.text,
  bgcolor: 'primary.main',
  color: 'primary.contrastText',
  boxShadow: '0 12px 40px -12px rgb(0 0 0 / 0.4)',
} as const;

const BUTTON = {
  flex: 'none',
  minHeight: 48,
  px: 1.75,
  borderRadius: 1,
  font: 'inherit',
  fontWeight: 600,
  textDecoration: 'underline',
  textDecorationThickness: 1,
  textUnderlineOffset: '0.25em',
} as const;
