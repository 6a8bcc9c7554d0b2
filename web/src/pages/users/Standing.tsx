/** Whether an account is open, as a word with a dot before it. */
import Box from '@mui/material/Box';
import { useUserTexts } from '@/lib/texts/users';

export function Standing({ isActive }: { isActive: boolean }) {
  const users = useUserTexts();
  return (
    <Box component="span" data-closed={!isActive || undefined} sx={STANDING}>
      {isActive ? users.active : users.closed}
    </Box>
  );
}

const STANDING = {
  display: 'inline-flex',
  alignItems: 'center',
  gap: 0.75,
  color: 'success.main',
  '&::before': { content: '""', width: 7, height: 7, borderRadius: '50%', bgcolor: 'currentcolor' },
  '&[data-closed]': { color: 'error.main' },
} as const;
