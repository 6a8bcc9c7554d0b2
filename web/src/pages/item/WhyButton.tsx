/** Opens what speaks for an item. */
import Button from '@mui/material/Button';
import { Suspense, lazy, useState } from 'react';
import type { Item } from '@/api/types';
import { useTexts } from '@/lib/texts';

const WhySheet = lazy(() => import('@/features/recommendations/WhySheet'));

export function WhyButton({ item, userId }: { item: Item; userId: number }) {
  const { item: texts } = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <div>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)} sx={{ px: 0, color: 'secondary.main' }}>
        {texts.why}
      </Button>
      <Suspense>
        {isOpen && (
          <WhySheet userId={userId} itemId={item.item_id} name={item.name} onClose={() => setOpen(false)} />
        )}
      </Suspense>
    </div>
  );
}
