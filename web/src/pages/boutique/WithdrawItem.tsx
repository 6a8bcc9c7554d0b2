/** Takes an item out of the shop: for good where nobody's order or cart names it, and says which it was. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import type { OwnItem } from '@/api/types';
import { useOwnItems } from '@/features/catalogue/ownItems';
import { useItemTexts } from '@/lib/texts/items';
import { Question } from '@/ui/Question';

export function WithdrawItem({ item }: { item: OwnItem }) {
  const texts = useItemTexts();
  const navigate = useNavigate();
  const { withdraw } = useOwnItems();
  const [isAsked, setAsked] = useState(false);
  const keptFor = withdraw.data?.kept_for;
  return (
    <Box sx={{ mt: 6, pt: 3, borderTop: 1, borderColor: 'divider' }}>
      <Button color="error" variant="outlined" onClick={() => setAsked(true)}>
        {texts.delete}
      </Button>
      <Box role="status" sx={{ mt: 1.5, fontWeight: 500 }}>
        {keptFor && texts.kept[keptFor]}
      </Box>
      {isAsked && (
        <Question
          title={texts.deleteTitle}
          text={texts.deleteText}
          action={texts.deleteNow}
          isBusy={withdraw.isPending}
          error={withdraw.error && messageOf(withdraw.error)}
          onYes={() =>
            withdraw.mutate(item.item_id, {
              onSuccess: ({ is_deleted }) => {
                setAsked(false);
                if (is_deleted) void navigate({ to: '/boutique/items', ignoreBlocker: true });
              },
            })
          }
          onNo={() => {
            setAsked(false);
            withdraw.reset();
          }}
        />
      )}
    </Box>
  );
}
