/** The sizes of an item with their stock, a line each, to be written over, added and removed. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { useEffect, useRef } from 'react';
import { useItemTexts } from '@/lib/texts/items';
import { Field } from '@/ui/Field';
import { CrossIcon } from '@/ui/icons';
import { type Faults, type SizeLine, newLine } from './itemForm';

interface Props {
  lines: readonly SizeLine[];
  faults: Faults;
  onChange: (lines: readonly SizeLine[]) => void;
}

export function SizeTable({ lines, faults, onChange }: Props) {
  const texts = useItemTexts();
  const table = useRef<HTMLTableElement>(null);
  const fresh = useRef<string | null>(null);
  const hasColours = lines.some(({ colour }) => colour !== '');
  useEffect(() => {
    if (!fresh.current) return;
    table.current?.querySelector<HTMLInputElement>(`[data-line="${fresh.current}"] input`)?.focus();
    fresh.current = null;
  }, [lines]);
  const set = (key: string, changes: Partial<SizeLine>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...changes } : line)));
  const add = () => {
    const line = newLine();
    fresh.current = line.key;
    onChange([...lines, line]);
  };
  const faultOf = (name: keyof Faults) => faults[name] && texts[faults[name]];
  return (
    <>
      {lines.length > 0 && (
        <Box component="table" ref={table} sx={TABLE}>
          <thead>
            <tr>
              <th scope="col">{texts.size}</th>
              {hasColours && <th scope="col">{texts.variantColour}</th>}
              <th scope="col">{texts.pieces}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {lines.map(({ key, size, colour, stock, was, now }) => (
              <tr key={key} data-line={key}>
                <td>
                  <Field
                    label={texts.size}
                    isLabelHidden
                    maxLength={40}
                    autoComplete="off"
                    readOnly={was !== null}
                    value={size}
                    onChange={(value) => set(key, { size: value })}
                    error={faultOf(`size ${key}`)}
                  />
                </td>
                {hasColours && (
                  <td>
                    <Field
                      label={texts.variantColour}
                      isLabelHidden
                      maxLength={40}
                      autoComplete="off"
                      readOnly={was !== null}
                      value={colour}
                      onChange={(value) => set(key, { colour: value })}
                    />
                  </td>
                )}
                <td>
                  <Field
                    label={texts.stockOf(size)}
                    isLabelHidden
                    inputMode="numeric"
                    maxLength={7}
                    autoComplete="off"
                    value={stock}
                    onChange={(value) => set(key, { stock: value })}
                    error={faultOf(`stock ${key}`) ?? movedOf(texts, was, now)}
                  />
                </td>
                <td>
                  <IconButton
                    aria-label={texts.removeSize(size)}
                    onClick={() => onChange(lines.filter((line) => line.key !== key))}
                    sx={{ mr: -1.5, color: 'text.primary' }}
                  >
                    <CrossIcon fontSize="small" />
                  </IconButton>
                </td>
              </tr>
            ))}
          </tbody>
        </Box>
      )}
      {lines.length === 0 && (
        <Box sx={{ typography: 'body2', color: 'text.secondary', mb: 1 }}>{texts.noSizes}</Box>
      )}
      <Button variant="outlined" onClick={add} sx={{ mt: 1 }}>
        {texts.addSize}
      </Button>
    </>
  );
}

function movedOf(texts: ReturnType<typeof useItemTexts>, was: number | null, now: number | null | undefined) {
  if (now === undefined) return undefined;
  if (now === null) return texts.removed;
  return was === null ? texts.appeared(now) : texts.moved(was, now);
}

const TABLE = {
  width: 1,
  maxWidth: 520,
  tableLayout: 'fixed',
  borderSpacing: 0,
  '& th': { textAlign: 'left', typography: 'body2', fontWeight: 600, p: 0, pr: 2 },
  '& td': { p: 0, pr: 2, pb: 1, verticalAlign: 'top' },
  '& thead td': { width: 44 },
  '& td:last-of-type': { pr: 0, pb: 0 },
} as const;
