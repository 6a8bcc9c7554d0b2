/** The photos that were chosen and not added yet; they stay while one looks elsewhere in the app. */
import { previewOf } from '@/lib/preview';
import { Signal } from '@/lib/signal';
import { newUuid } from '@/lib/uuid';
import { complaintAbout } from './failures';
import { MOST_PHOTOS } from './garments';

export interface Chosen {
  key: string;
  file: File;
  preview: string | null;
  /** A further photo of the garment on the photo before. */
  joins: boolean;
  complaint: 'noPhoto' | 'tooHeavy' | null;
}

export const choice = new Signal<readonly Chosen[]>([]);

export function choose(files: readonly File[]): void {
  const fresh = files.map((file): Chosen => {
    return { key: newUuid(), file, preview: null, joins: false, complaint: complaintAbout(file) };
  });
  choice.set([...choice.get(), ...fresh]);
  void draw(fresh);
}

/** One after the other: several large photos at once are more than a phone can hold. */
async function draw(fresh: readonly Chosen[]): Promise<void> {
  for (const { key, file, complaint } of fresh) {
    if (complaint === 'noPhoto') continue;
    const preview = await previewOf(file);
    choice.set(choice.get().map((one) => (one.key === key ? { ...one, preview } : one)));
  }
}

export function leaveOut(key: string): void {
  choice.set(choice.get().filter((one) => one.key !== key));
}

export function join(key: string, joins: boolean): void {
  choice.set(choice.get().map((one) => (one.key === key ? { ...one, joins } : one)));
}

/** Each photo a garment of its own, or all of them one. */
export function joinAll(joins: boolean): void {
  choice.set(choice.get().map((one) => ({ ...one, joins })));
}

/** The photos by garment; what cannot be sent is in none, and a garment that is full is followed by another. */
export function garmentsIn(chosen: readonly Chosen[]): Chosen[][] {
  const groups: Chosen[][] = [];
  for (const one of chosen) {
    if (one.complaint) continue;
    const last = groups.at(-1);
    if (one.joins && last && last.length < MOST_PHOTOS) last.push(one);
    else groups.push([one]);
  }
  return groups;
}
