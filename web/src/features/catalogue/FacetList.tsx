/** The first of many values, and all of them on demand; what is chosen is always among them. */
import Button from '@mui/material/Button';
import { type ReactNode, useState } from 'react';
import { useTexts } from '@/lib/texts';
import type { Tick } from '@/ui/TickList';

interface Props {
  ticks: readonly Tick[];
  least: number;
  children: (shown: readonly Tick[]) => ReactNode;
}

export function FacetList({ ticks, least, children }: Props) {
  const { search } = useTexts();
  const [isWhole, setWhole] = useState(false);
  const isLong = ticks.length > least + 2;
  const shown = isLong && !isWhole ? ticks.filter(({ isOn }, index) => isOn || index < least) : ticks;
  return (
    <>
      {children(shown)}
      {isLong && (
        <Button
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
          sx={{ px: 0, minWidth: 0, minHeight: 44, mt: 0.5 }}
        >
          {isWhole ? search.fewer : search.allOf(ticks.length)}
        </Button>
      )}
    </>
  );
}
