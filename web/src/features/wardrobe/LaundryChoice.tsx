/** Whether a garment can be worn: clean, worn, in the laundry; at once. */
import Box from '@mui/material/Box';
import { messageOf } from '@/api/problem';
import type { Laundry } from '@/api/types';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import { OneOf } from '@/ui/OneOf';
import { type Read, useGarment } from './garments';

const LAUNDRY: readonly Laundry[] = ['clean', 'worn', 'in_laundry'];

export function LaundryChoice({ userId, garment }: { userId: number; garment: Read }) {
  const texts = useWardrobeTexts();
  const { change } = useGarment(userId, garment.id);
  const chosen = (change.isPending && change.variables.changes.laundry) || garment.laundry;
  return (
    <Box>
      <OneOf
        question={texts.laundry}
        choices={LAUNDRY.map((value) => ({ value, label: texts.states[value] }))}
        chosen={chosen}
        onChoose={(laundry) => change.mutate({ changes: { laundry } })}
      />
      {change.error && (
        <Box role="alert" sx={{ color: 'error.main', mt: 1, fontWeight: 500 }}>
          {messageOf(change.error)}
        </Box>
      )}
    </Box>
  );
}
