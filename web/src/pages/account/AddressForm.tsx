/** An address being written, new or anew. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import type { NewAddress } from '@/api/types';
import { AddressFields } from '@/features/orders/AddressFields';
import { missingIn, tidied } from '@/features/orders/address';
import { useWritingAddress } from '@/features/orders/orders';
import { useTexts } from '@/lib/texts';
import { useOrderTexts } from '@/lib/texts/orders';

interface Props {
  /** Null for a new one. */
  id: string | null;
  begin: Required<NewAddress>;
  onClose: () => void;
}

export function AddressForm({ id, begin, onClose }: Props) {
  const { addressBook: texts } = useOrderTexts();
  const { common } = useTexts();
  const [address, setAddress] = useState(begin);
  const [isTried, setTried] = useState(false);
  const write = useWritingAddress();
  const missing = missingIn(address);
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (missing.length === 0) write.mutate({ id, address: tidied(address) }, { onSuccess: onClose });
      }}
    >
      <AddressFields address={address} missing={isTried ? missing : []} onChange={setAddress} />
      {write.error && (
        <Typography role="alert" color="error" sx={{ mt: 2, fontWeight: 500 }}>
          {messageOf(write.error)}
        </Typography>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, mt: 3 }}>
        <Button type="submit" variant="contained" loading={write.isPending}>
          {texts.save}
        </Button>
        <Button variant="outlined" onClick={onClose}>
          {common.cancel}
        </Button>
      </Box>
    </Box>
  );
}
