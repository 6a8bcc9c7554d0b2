/** Garments side by side, those whose photo is still on its way with the picture that this device has of it. */
import type { GarmentCard } from '@/api/types';
import { GarmentTile } from '@/features/wardrobe/GarmentTile';
import type { Selection } from '@/features/wardrobe/selection';
import { uploads } from '@/features/wardrobe/sending';
import { useSignal } from '@/lib/signal';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import { TileGrid } from '@/ui/TileGrid';

const EAGER = 4; // pictures of the first row, at once

export function GarmentGrid({
  garments,
  selection,
}: {
  garments: readonly GarmentCard[];
  selection: Selection;
}) {
  const texts = useWardrobeTexts();
  const coming = useSignal(uploads.list);
  return (
    <TileGrid label={texts.region}>
      {garments.map((garment, at) => (
        <GarmentTile
          key={garment.id}
          garment={garment}
          preview={coming.find(({ garmentId }) => garmentId === garment.id)?.preview ?? null}
          isFirst={at < EAGER}
          isChosen={selection.isOn ? selection.isChosen(garment.id) : null}
          onChoose={(isOn) => selection.choose(garment.id, isOn)}
        />
      ))}
    </TileGrid>
  );
}
