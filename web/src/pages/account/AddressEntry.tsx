/** One address of the book, and what can be done with it. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import type { Address } from '@/api/types';
import { contentOf, linesOf } from '@/features/orders/address';
import { useDeletingAddress, useWritingAddress } from '@/features/orders/orders';
import { useOrderTexts } from '@/lib/texts/orders';
import { Question } from '@/ui/Question';

export function AddressEntry({ address, onChange }: { address: Address; onChange: () => void }) {
  const { addressBook: texts } = useOrderTexts();
  const { id } = address;
  const write = useWritingAddress();
  const remove = useDeletingAddress();
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <Box sx={{ overflowWrap: 'anywhere', '& > :first-of-type': { fontWeight: 600 } }}>
        {linesOf(address).map((line) => (
          <div key={line}>{line}</div>
        ))}
      </Box>
      {address.phone && <Typography color="textSecondary">{address.phone}</Typography>}
      {address.is_default && (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
          {texts.first}
        </Typography>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5 }}>
        <Button variant="outlined" onClick={onChange}>
          {texts.change}
        </Button>
        {!address.is_default && (
          <Button
            variant="outlined"
            loading={write.isPending}
            onClick={() => write.mutate({ id, address: { ...contentOf(address), is_default: true } })}
          >
            {texts.makeFirst}
          </Button>
        )}
        <Button variant="outlined" color="error" onClick={() => setAsked(true)}>
          {texts.delete}
        </Button>
      </Box>
      {write.error && (
        <Typography role="alert" color="error" sx={{ mt: 1.5, fontWeight: 500 }}>
          {messageOf(write.error)}
        </Typography>
      )}
      {isAsked && (
        <Question
          title={texts.deleteTitle}
          text={texts.deleteText}
          action={texts.delete}
          isBusy={remove.isPending}
          error={remove.error ? messageOf(remove.error) : null}
          onNo={() => setAsked(false)}
          onYes={() => remove.mutate(id, { onSuccess: () => setAsked(false) })}
        />
      )}
    </>
  );
}
