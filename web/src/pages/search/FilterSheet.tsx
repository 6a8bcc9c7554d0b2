/** The filters on a phone: tried out in the sheet, which counts what they leave, and taken over at the end. */
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SearchPage } from '@/api/types';
import { FilterPanel } from '@/features/catalogue/FilterPanel';
import { countQuery } from '@/features/catalogue/queries';
import { type Search, cleared, filtersOf } from '@/features/catalogue/searching';
import { useTexts } from '@/lib/texts';
import { Sheet } from '@/ui/Sheet';

interface Props {
  search: Search;
  found: SearchPage | undefined;
  onApply: (next: Search) => void;
  onClose: () => void;
}

export default function FilterSheet({ search, found, onApply, onClose }: Props) {
  const { search: texts } = useTexts();
  const [draft, setDraft] = useState(search);
  const { data, isPlaceholderData } = useQuery(countQuery(draft));
  const page = data ?? found;
  const count = page?.match_count ?? 0;
  const apply = () => {
    onClose();
    if (draft !== search) onApply(draft);
  };
  return (
    <Sheet
      title={texts.filters}
      onClose={onClose}
      actions={
        <>
          <Button variant="contained" onClick={apply} aria-live="polite" aria-busy={isPlaceholderData}>
            {count ? texts.showFound(count) : texts.showNothing}
          </Button>
          {filtersOf(draft).length > 0 && (
            <Button onClick={() => setDraft(cleared(draft))}>{texts.clearAll}</Button>
          )}
        </>
      }
    >
      <FilterPanel search={draft} found={page} onChange={setDraft} />
    </Sheet>
  );
}
