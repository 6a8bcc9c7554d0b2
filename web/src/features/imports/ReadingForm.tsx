/** How a file is to be read: its kind, its columns, its currency; at the end it is checked. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import type { Understanding, Upload, UploadColumns } from '@/api/types';
import { useImportTexts } from '@/lib/texts/imports';
import { ChoiceSelect } from '@/ui/ChoiceSelect';
import { Field } from '@/ui/Field';
import { Part } from '@/ui/Part';
import { MappingFields } from './MappingFields';
import { columnsQuery } from './imports';
import { type Mapping, missingOf } from './mapping';

interface Props {
  upload: Upload;
  isBusy: boolean;
  error: string | null;
  onCheck: (as: Understanding) => void;
}

export function ReadingForm({ upload, ...more }: Props) {
  const texts = useImportTexts();
  const [dialect, setDialect] = useState(upload.dialect.name);
  const isOther = dialect !== upload.dialect.name;
  const other = useQuery({ ...columnsQuery(upload.id, dialect), enabled: isOther });
  const columns = isOther ? other.data : upload.columns;
  return (
    <Part title={texts.understood} text={texts.understoodText}>
      <ChoiceSelect
        label={texts.dialect}
        choices={upload.dialects.map(({ name, label }) => ({ value: name, label }))}
        value={dialect}
        onChange={setDialect}
      />
      {isOther && other.error && (
        <Typography role="alert" color="error">
          {messageOf(other.error)}
        </Typography>
      )}
      {columns && <Columns key={dialect} {...{ upload, columns }} {...more} />}
    </Part>
  );
}

const NEEDED = ['id', 'title', 'price'] as const;

function Columns({ upload, columns, isBusy, error, onCheck }: Props & { columns: UploadColumns }) {
  const texts = useImportTexts();
  const [mapping, setMapping] = useState<Mapping>(columns.mapping);
  const [currency, setCurrency] = useState(upload.currency);
  const [price, setPrice] = useState(upload.default_price ?? '');
  const code = currency.trim().toUpperCase();
  const missing = missingOf(columns, mapping, price.trim() !== '');
  const check = () =>
    onCheck({
      mapping: Object.fromEntries(Object.entries(mapping).filter(([, names]) => names.length > 0)),
      currency: code,
      default_price: price.trim().replace(',', '.') || null,
      dialect: columns.dialect.name,
    });
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy && missing.length === 0) check();
      }}
    >
      <Typography variant="h3" sx={{ mt: 3, mb: 1.5 }}>
        {texts.columnsOf}
      </Typography>
      <MappingFields
        columns={columns}
        mapping={mapping}
        needed={NEEDED}
        onChange={(field, names) => setMapping((before) => ({ ...before, [field]: names }))}
      />
      <Box sx={TERMS}>
        <Field label={texts.currency} value={currency} onChange={setCurrency} maxLength={3} />
        <Field
          label={texts.defaultPrice}
          value={price}
          onChange={setPrice}
          inputMode="decimal"
          maxLength={12}
          hint={texts.defaultPriceHint}
        />
      </Box>
      {error && (
        <Typography role="alert" color="error" sx={{ mb: 2, fontWeight: 500, overflowWrap: 'anywhere' }}>
          {error}
        </Typography>
      )}
      <Button
        type="submit"
        variant={upload.state === 'checked' ? 'outlined' : 'contained'}
        loading={isBusy}
        disabled={missing.length > 0}
      >
        {upload.state === 'uploaded' ? texts.check : texts.checkAgain}
      </Button>
    </Box>
  );
}

const TERMS = { display: 'grid', gridTemplateColumns: { sm: '1fr 1fr' }, gap: 3, my: 3 } as const;
