/** Counts down until something may be tried again; the start and the end are read out, not every second. */
import Box from '@mui/material/Box';
import { useEffect, useEffectEvent, useState } from 'react';
import { formatWait } from '@/lib/locale';
import { HIDDEN } from './hidden';

interface Props {
  seconds: number;
  say: (seconds: string) => string;
  onOver: () => void;
}

export function Wait({ seconds, say, onOver }: Props) {
  const [left, setLeft] = useState(seconds);
  const end = useEffectEvent(onOver);
  useEffect(() => {
    const until = Date.now() + seconds * 1000; // a clock that sleeps with the tab would count too slowly
    const timer = setInterval(() => {
      const now = Math.ceil((until - Date.now()) / 1000);
      setLeft(Math.max(0, now));
      if (now <= 0) end();
    }, 1000);
    return () => clearInterval(timer);
  }, [seconds]);
  return (
    <Box sx={{ color: 'error.main', fontWeight: 500 }}>
      <span role="alert" style={HIDDEN}>
        {say(formatWait(seconds))}
      </span>
      <span aria-hidden>{say(formatWait(left))}</span>
    </Box>
  );
}
