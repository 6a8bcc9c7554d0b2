/** The one queue of this browser, its ways to the shop, and how pages look at it. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import {
  deleteGarmentsOnePhotosOne,
  getJobsOne,
  getJobsOneEvents,
  postGarments,
  putGarmentsOnePhotos,
  putGarmentsOnePhotosOne,
} from '@/api/generated';
import { Unreachable } from '@/api/problem';
import { session, signedInId } from '@/api/session';
import type { JobProgress } from '@/api/types';
import { online } from '@/lib/online';
import { previewOf } from '@/lib/preview';
import { useSignal } from '@/lib/signal';
import { forget, refreshLists } from './garments';
import * as shelf from './shelf';
import { type Doors, type Upload, Uploads } from './uploads';

const LOOK_AFTER_MS = 3_000; // for browsers and proxies that hold events back
const RETRY_MS = 8_000; // what a device believes of its network is not always so

const pause = (milliseconds: number) => new Promise((wake) => setTimeout(wake, milliseconds));

const doors: Doors = {
  keep: async (said, key) => (await postGarments({ body: said, headers: { 'idempotency-key': key } })).id,
  send: async (garment_id, file, garment_photo_id) => {
    const how = { body: file, headers: { 'Content-Type': file.type || 'application/octet-stream' } };
    const sent = await (garment_photo_id
      ? putGarmentsOnePhotosOne({ path: { garment_id, garment_photo_id }, ...how })
      : putGarmentsOnePhotos({ path: { garment_id }, ...how }));
    return { photoId: sent.photo_id, jobId: sent.job?.id ?? null };
  },
  end,
  takeDown: async (garment_id, garment_photo_id) => {
    await deleteGarmentsOnePhotosOne({ path: { garment_id, garment_photo_id } });
  },
  forget,
  remember: (one) => {
    const owner = signedInId();
    if (owner !== null) shelf.remember(owner, one);
  },
  drop: shelf.drop,
  whenBack: (call) => {
    const timer = setTimeout(goOn, RETRY_MS);
    const stop = online.subscribe(() => online.get() && goOn());
    function goOn() {
      clearTimeout(timer);
      stop();
      call();
    }
  },
};

export const uploads = new Uploads(doors);

let present = signedInId();
session.subscribe(() => {
  if (signedInId() === present) return;
  present = signedInId();
  uploads.clear(); // nobody's photos are sent in the name of whoever comes after
});

/** Told by the events of the job; asked now and then as well, and patient while there is no network. */
async function end(jobId: string, report: (progress: number) => void): Promise<string | null> {
  const stop = new AbortController();
  let hasEnded = false;
  const told = follow(jobId, stop.signal, report).then(
    () => (hasEnded = true),
    () => (hasEnded = true),
  );
  try {
    for (let look = 0; ; look += 1) {
      if (hasEnded && look > 0) await pause(LOOK_AFTER_MS);
      else await Promise.race([told, pause(LOOK_AFTER_MS)]);
      const job = await getJobsOne({ path: { job_id: jobId } }).catch((error: unknown) => {
        if (error instanceof Unreachable) return null;
        throw error;
      });
      if (job?.state === 'done') return null;
      if (job?.state === 'failed' || job?.state === 'cancelled') return job.error ?? job.state;
    }
  } finally {
    stop.abort();
  }
}

async function follow(job_id: string, signal: AbortSignal, report: (progress: number) => void) {
  const { stream } = await getJobsOneEvents({ path: { job_id }, signal });
  for await (const event of stream) report((event as JobProgress).progress);
}

/** All that is on its way, or what goes to one garment. What hangs by now is asked for. */
export function useUploads(garmentId?: string): readonly Upload[] {
  const queries = useQueryClient();
  const list = useSignal(uploads.list);
  const there = list.filter(({ state }) => state === 'done').length;
  const kept = new Set(list.map((one) => one.garmentId)).size;
  useEffect(() => {
    if (there > 0 || kept > 0) void refreshLists(queries);
  }, [there, kept, queries]);
  return garmentId === undefined ? list : list.filter((one) => one.garmentId === garmentId);
}

/** What an earlier page could not send any more goes on. */
export function useLeftovers(userId: number): void {
  useEffect(() => {
    let isHere = true;
    void shelf.remembered(userId).then((left) => {
      if (!isHere || signedInId() !== userId) return;
      uploads.restore(left);
      for (const { key, file } of left) void previewOf(file).then((preview) => uploads.draw(key, preview));
    });
    return () => {
      isHere = false;
    };
  }, [userId]);
}

/** A word about those that arrived, once all have; then they leave the list. */
export function useArrivals(say: (count: number) => void): void {
  const list = useSignal(uploads.list);
  const tell = useEffectEvent(say);
  const isOver = list.length > 0 && list.every(({ state }) => state === 'done');
  useEffect(() => {
    if (!isOver) return;
    tell(uploads.list.get().length);
    uploads.tidy();
  }, [isOver]);
}
