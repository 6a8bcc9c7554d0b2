/** An address as it stands on a parcel, with a button that copies it. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { ParcelToSend } from '@/api/types';
import { useParcelTexts } from '@/lib/texts/parcels';
import { linesOf } from './address';

export function AddressToCopy({ address }: { address: NonNullable<ParcelToSend['address']> }) {
  const texts = useParcelTexts();
  const [said, setSaid] = useState('');
  const lines = linesOf({ ...address, is_default: false });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(lines.join('\n'));
      setSaid(texts.copied);
    } catch {
      setSaid(texts.notCopied); // refused, or a plain-http address, where there is no clipboard
    }
  };
  return (
    <>
      <Box component="address" sx={{ fontStyle: 'normal', overflowWrap: 'anywhere' }}>
        {lines.map((line, number) => (
          <div key={`${number} ${line}`}>{line}</div>
        ))}
      </Box>
      {address.phone && <Box sx={{ mt: 1, color: 'text.secondary' }}>{texts.phone(address.phone)}</Box>}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, mt: 2 }}>
        <Button variant="outlined" onClick={() => void copy()}>
          {texts.copy}
        </Button>
        <Box role="status" sx={{ typography: 'body2' }}>
          {said}
        </Box>
      </Box>
    </>
  );
}
