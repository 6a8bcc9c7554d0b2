/** What is not in this order, and why: nothing disappears without a word. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { LeftOut } from '@/api/types';
import { useOrderTexts } from '@/lib/texts/orders';
import { Part } from '@/ui/Part';

export function LeftOutList({ left }: { left: readonly LeftOut[] }) {
  const texts = useOrderTexts();
  if (left.length === 0) return null;
  return (
    <Part title={texts.leftOut}>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1.5 }}>
        {left.map(({ item_id, title, reason, link }) => (
          <li key={`${item_id} ${reason}`}>
            <Typography sx={{ fontWeight: 600 }}>{title}</Typography>
            <Typography variant="body2" color="textSecondary">
              {texts.reasons[reason]}
              {link && (
                <>
                  {' · '}
                  <Box
                    component="a"
                    href={link}
                    target="_blank"
                    rel="noopener noreferrer nofollow"
                    sx={{ color: 'text.primary', display: 'inline-block', py: 1.25 }}
                  >
                    {texts.openShop}
                  </Box>
                </>
              )}
            </Typography>
          </li>
        ))}
      </Box>
    </Part>
  );
}
