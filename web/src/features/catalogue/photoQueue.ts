/** Photos on their way: each is sent as it is, one after another, and then awaited until it hangs. */
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { getJobsOne, postBoutiquesMeItemsOnePhotos } from '@/api/generated';
import { messageOf } from '@/api/problem';
import { isPhoto } from '@/lib/photoKinds';
import { previewOf } from '@/lib/preview';
import { newUuid } from '@/lib/uuid';
import { MOST_PHOTOS, ownItemQuery } from './ownItems';

const MOST_BYTES = 12 * 1024 * 1024;
const LOOK_AFTER_MS = 350;

export type Complaint = 'tooHeavy' | 'noPhoto' | 'tooMany';

export interface Staged {
  key: string;
  file: File;
  /** A small picture of the file, once it is drawn; never where the browser cannot read it, as few can HEIC. */
  preview: string | null;
  state: 'waiting' | 'sending' | 'preparing' | 'failed';
  complaint?: Complaint;
  /** What the shop said. */
  error?: string;
}

export function usePhotoQueue(hung: number) {
  const queries = useQueryClient();
  const [staged, setStaged] = useState<readonly Staged[]>([]);
  const latest = useRef(staged);
  const set = (next: readonly Staged[]) => {
    latest.current = next;
    setStaged(next);
  };
  const mark = (key: string, changes: Partial<Staged>) =>
    set(latest.current.map((one) => (one.key === key ? { ...one, ...changes } : one)));
  const drop = (key: string) => set(latest.current.filter((one) => one.key !== key));
  const stage = (files: readonly File[]) => {
    let room = MOST_PHOTOS - hung - latest.current.filter(({ complaint }) => !complaint).length;
    const fresh = files.map((file): Staged => {
      const complaint = complaintAbout(file, room);
      if (!complaint) room -= 1;
      const start = { key: newUuid(), file, preview: null };
      return complaint ? { ...start, state: 'failed', complaint } : { ...start, state: 'waiting' };
    });
    set([...latest.current, ...fresh]);
    void draw(fresh);
  };
  /** One after the other: several large photos at once are more than a phone can hold. */
  const draw = async (fresh: readonly Staged[]) => {
    for (const { key, file, complaint } of fresh) {
      if (complaint !== 'noPhoto') mark(key, { preview: await previewOf(file) });
    }
  };
  /** Sends what waits; true when all of it hangs. */
  const send = async (itemId: number): Promise<boolean> => {
    for (;;) {
      const next = latest.current.find(({ state }) => state === 'waiting');
      if (!next) return latest.current.length === 0;
      try {
        mark(next.key, { state: 'sending' });
        const job = await postBoutiquesMeItemsOnePhotos({
          path: { item_id: itemId },
          body: next.file,
          headers: { 'Content-Type': next.file.type || 'application/octet-stream' },
        });
        mark(next.key, { state: 'preparing' });
        const error = await endOf(job.id);
        if (error !== null) {
          mark(next.key, { state: 'failed', error });
          continue;
        }
        await queries.invalidateQueries({ queryKey: ownItemQuery(itemId).queryKey });
        drop(next.key);
      } catch (error) {
        mark(next.key, { state: 'failed', error: messageOf(error) });
      }
    }
  };
  const again = (key: string) => mark(key, { state: 'waiting', error: undefined as never });
  return { staged, stage, send, again, drop };
}

/** Null when the job did its work, else what went wrong. */
async function endOf(jobId: string): Promise<string | null> {
  for (;;) {
    const { state, error } = await getJobsOne({ path: { job_id: jobId } });
    if (state === 'done') return null;
    if (state === 'failed' || state === 'cancelled') return error ?? '';
    await new Promise((wake) => setTimeout(wake, LOOK_AFTER_MS));
  }
}

function complaintAbout(file: File, room: number): Complaint | null {
  if (!isPhoto(file)) return 'noPhoto';
  if (file.size > MOST_BYTES) return 'tooHeavy';
  return room > 0 ? null : 'tooMany';
}
