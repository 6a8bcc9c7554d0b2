/** Words, kind and order to search by; what is chosen goes into the address. */
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Search, categoriesQuery } from './queries';

const TYPING_MS = 250;
const SORTS = [
  ['', 'Best match'],
  ['newest', 'Newest'],
  ['price_asc', 'Cheapest first'],
  ['price_desc', 'Dearest first'],
] as const;

interface Props {
  search: Search;
  onChange: (search: Search) => void;
}

export function SearchForm({ search, onChange }: Props) {
  const { data: categories } = useQuery(categoriesQuery);
  return (
    <Box
      role="search"
      sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr 1fr', md: '2fr 1fr 1fr' }, mb: 4 }}
    >
      <Box sx={{ gridColumn: { xs: '1 / -1', md: 'auto' } }}>
        <Words start={search.q ?? ''} onChange={(q) => onChange({ ...search, q: q || undefined })} />
      </Box>
      <TextField
        select
        id="category"
        label="Category"
        value={categories ? (search.category ?? '') : ''}
        onChange={(event) => onChange({ ...search, category: event.target.value || undefined })}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        <MenuItem value="">All</MenuItem>
        {categories?.map(({ slug, name }) => (
          <MenuItem key={slug} value={slug}>
            {name}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        id="sort"
        label="Order"
        value={search.sort ?? ''}
        onChange={(event) =>
          onChange({ ...search, sort: SORTS.find(([sort]) => sort === event.target.value)?.[0] || undefined })
        }
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        {SORTS.map(([value, label]) => (
          <MenuItem key={value} value={value}>
            {label}
          </MenuItem>
        ))}
      </TextField>
    </Box>
  );
}

/** Waits for a pause in typing before it searches. */
function Words({ start, onChange }: { start: string; onChange: (words: string) => void }) {
  const [words, setWords] = useState(start);
  useEffect(() => {
    if (words.trim() === start) return;
    const timer = setTimeout(() => onChange(words.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  });
  return (
    <TextField
      id="words"
      type="search"
      label="Search"
      placeholder="Linen dress, navy, Maison Lune …"
      value={words}
      onChange={(event) => setWords(event.target.value)}
      slotProps={{ htmlInput: { maxLength: 200 } }}
    />
  );
}
