/** What a garment is called where its owner has given it no name. */
import type { GarmentCard } from '@/api/types';
import { wardrobeTexts } from '@/lib/texts/wardrobe';
import { titleOf } from '@/lib/texts/words';

export function nameOf({ name, category }: Pick<GarmentCard, 'name' | 'category'>): string {
  return name || (category ? titleOf(category) : wardrobeTexts().unnamed);
}
