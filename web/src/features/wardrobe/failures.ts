/** Why a photo did not get into the wardrobe, and what can be done about it. */
import { Problem } from '@/api/problem';
import { isPhoto } from '@/lib/photoKinds';

const MOST_BYTES = 12 * 1024 * 1024;

export type Failure = 'noPhoto' | 'tooHeavy' | 'unfit' | 'full' | 'wardrobeFull' | 'gone' | 'busy' | 'shop';

/** What can be seen without sending the file. */
export function complaintAbout(file: Pick<File, 'type' | 'name' | 'size'>): 'noPhoto' | 'tooHeavy' | null {
  if (!isPhoto(file)) return 'noPhoto';
  return file.size > MOST_BYTES ? 'tooHeavy' : null;
}

/** `isKept`: the garment was there already, so it is the photo that has no place. */
export function failureOf(error: unknown, isKept: boolean): Failure {
  if (!(error instanceof Problem)) return 'shop';
  const kinds: Record<number, Failure> = {
    404: 'gone',
    409: isKept ? 'full' : 'wardrobeFull',
    413: 'tooHeavy',
    422: 'unfit',
    429: 'busy',
    503: 'busy',
  };
  return kinds[error.status] ?? 'shop';
}

/** It was not the file's fault: another time it may do. */
export function mayTryAgain(failure: Failure): boolean {
  return ['full', 'wardrobeFull', 'busy', 'shop'].includes(failure);
}

export function mayExchange(failure: Failure): boolean {
  return ['noPhoto', 'tooHeavy', 'unfit'].includes(failure);
}
