/** A boutique's logo, or the first letter of its name where it has none. */
import Box from '@mui/material/Box';
import { fonts } from '@/ui/tokens';

interface Props {
  boutique: { name: string; logo_url?: string | null };
  size: number;
}

/** The name always stands beside it, so it says nothing by itself. */
export function BoutiqueMark({ boutique: { name, logo_url: logo }, size }: Props) {
  return (
    <Box component="span" aria-hidden style={{ width: size, height: size, fontSize: size * 0.5 }} sx={MARK}>
      {logo ? <Box component="img" src={logo} alt="" width={size} height={size} /> : name.charAt(0)}
    </Box>
  );
}

const MARK = {
  flex: 'none',
  display: 'grid',
  placeItems: 'center',
  overflow: 'hidden',
  borderRadius: '50%',
  border: 1,
  borderColor: 'divider',
  bgcolor: 'background.paper',
  color: 'text.primary',
  fontFamily: fonts.display,
  lineHeight: 1,
  '& img': { width: 1, height: 1, objectFit: 'cover' },
} as const;
