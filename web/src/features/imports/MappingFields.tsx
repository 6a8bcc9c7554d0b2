/** Field by field: which column it is read from, and what stands there in the first row. */
import Box from '@mui/material/Box';
import type { UploadColumns } from '@/api/types';
import { useImportTexts } from '@/lib/texts/imports';
import { ChoiceSelect } from '@/ui/ChoiceSelect';
import { Fold } from '@/ui/Fold';
import { type Mapping, choicesOf, exampleOf, sorted } from './mapping';

interface Props {
  columns: UploadColumns;
  mapping: Mapping;
  needed: readonly string[];
  onChange: (field: string, columns: string[]) => void;
}

export function MappingFields({ columns, mapping, needed, onChange }: Props) {
  const texts = useImportTexts();
  const { first, further } = sorted(columns, (name) => needed.includes(name));
  const chosen = further.filter(({ name }) => (mapping[name] ?? []).length > 0);
  const row = (field: UploadColumns['fields'][number]) => (
    <Row
      key={field.name}
      {...{ columns, field, onChange }}
      isNeeded={needed.includes(field.name)}
      chosen={mapping[field.name] ?? []}
    />
  );
  return (
    <>
      <Box sx={ROWS}>{first.map(row)}</Box>
      {further.length > 0 && (
        <Fold title={texts.more} chosen={chosen.map(({ name }) => nameOf(texts.fields, name)).join(', ')}>
          <Box sx={ROWS}>{further.map(row)}</Box>
        </Fold>
      )}
    </>
  );
}

interface RowProps {
  columns: UploadColumns;
  field: UploadColumns['fields'][number];
  isNeeded: boolean;
  chosen: string[];
  onChange: Props['onChange'];
}

function Row({ columns, field, isNeeded, chosen, onChange }: RowProps) {
  const texts = useImportTexts();
  const example = exampleOf(columns, chosen);
  const name = nameOf(texts.fields, field.name);
  const isMissing = isNeeded && chosen.length === 0;
  return (
    <Box sx={{ ...ROW, ...(isMissing && { '& label > span': { color: 'error.main' } }) }}>
      <ChoiceSelect
        label={isNeeded ? `${name} (${texts.required})` : name}
        choices={choicesOf(columns, field, texts.notRead)}
        value={JSON.stringify(chosen)}
        onChange={(value) => onChange(field.name, JSON.parse(value) as string[])}
      />
      <Box sx={EXAMPLE}>{example && texts.example(example)}</Box>
    </Box>
  );
}

function nameOf(names: Record<string, string>, name: string): string {
  return names[name] ?? name;
}

const ROWS = {
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  borderTop: 1,
  borderColor: 'divider',
} as const;

const ROW = {
  py: 0.5,
  borderBottom: 1,
  borderColor: 'divider',
  '& > label': {
    display: 'grid',
    gridTemplateColumns: { xs: '1fr', sm: 'minmax(0, 240px) minmax(0, 1fr)' },
    columnGap: 2,
    rowGap: 0,
  },
  '& > label > span': { whiteSpace: 'normal' },
} as const;

const EXAMPLE = {
  pb: 0.75,
  ml: { sm: '256px' },
  typography: 'body2',
  color: 'text.secondary',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
} as const;
