/** Beside a tile's brand: puts the piece into collections. */
import ButtonBase from '@mui/material/ButtonBase';
import { useTexts } from '@/lib/texts';
import { CollectIcon } from '@/ui/furtherIcons';

export function CollectButton({ name, onClick }: { name: string; onClick: () => void }) {
  const { favourites } = useTexts();
  return (
    <ButtonBase aria-label={favourites.collect(name)} aria-haspopup="dialog" onClick={onClick} sx={BUTTON}>
      <CollectIcon fontSize="small" />
    </ButtonBase>
  );
}

const BUTTON = {
  width: 48,
  height: 48,
  borderRadius: '50%',
  color: 'text.secondary',
  '&:hover': { color: 'text.primary' },
} as const;
