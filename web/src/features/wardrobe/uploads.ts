/**
 * Photos on their way into the wardrobe. Each group is one garment: it is kept first, then its photos follow one after
 * another, each awaited until it hangs. What fails says why and waits for a word; what the network stops goes on by
 * itself. Sending again does no harm: a garment is kept once for its key, a file hangs once.
 */
import { Problem, Unreachable } from '@/api/problem';
import type { NewGarment } from '@/api/types';
import { Signal } from '@/lib/signal';
import { newUuid } from '@/lib/uuid';
import { type Failure, failureOf } from './failures';

const LANES = 3; // groups at once: a phone holds no more large photos, a browser no more open streams

export interface Upload {
  key: string;
  /** Which garment, before and after it has an id; the Idempotency-Key of keeping it. */
  group: string;
  garmentId: string | null;
  file: File;
  /** Never where the browser cannot read the file, as few can HEIC. */
  preview: string | null;
  state: 'waiting' | 'sending' | 'preparing' | 'done' | 'failed';
  /** Of the preparing, from 0 to 1. */
  progress: number;
  failure: Failure | null;
  /** What the shop said, in its own language. */
  detail: string;
  /** As the shop knows it, once it was sent. */
  photoId: string | null;
  /** The photo in whose place it comes. */
  replaces: string | null;
}

export interface NewGroup {
  said: NewGarment;
  /** Null for a garment that is not kept yet. */
  garmentId: string | null;
  photos: readonly { file: File; preview: string | null; replaces?: string }[];
}

/** An upload as it outlives the page. */
export interface Remembered extends Pick<Upload, 'key' | 'group' | 'garmentId' | 'file' | 'replaces'> {
  said: NewGarment;
  isNew: boolean;
}

/** The ways out of the queue. */
export interface Doors {
  keep: (said: NewGarment, key: string) => Promise<string>;
  send: (
    garmentId: string,
    file: File,
    replaces: string | null,
  ) => Promise<{ photoId: string; jobId: string | null }>;
  /** Null when the job did its work, else what went wrong. */
  end: (jobId: string, report: (progress: number) => void) => Promise<string | null>;
  takeDown: (garmentId: string, photoId: string) => Promise<void>;
  forget: (garmentId: string) => Promise<void>;
  remember: (one: Remembered) => void;
  drop: (keys: readonly string[]) => void;
  /** Calls when it is worth another try. */
  whenBack: (call: () => void) => void;
}

interface Group {
  said: NewGarment;
  isNew: boolean;
  garmentId: string | null;
}

export class Uploads {
  readonly list = new Signal<readonly Upload[]>([]);
  /** The network is gone; what waits goes on when it is back. */
  readonly isStalled = new Signal(false);
  readonly #doors: Doors;
  readonly #groups = new Map<string, Group>();
  readonly #active = new Set<string>();
  #keeping: Promise<unknown> = Promise.resolve();

  constructor(doors: Doors) {
    this.#doors = doors;
  }

  add(groups: readonly NewGroup[]): void {
    for (const { said, garmentId, photos } of groups) {
      const group = newUuid();
      this.#groups.set(group, { said, garmentId, isNew: garmentId === null });
      const fresh = photos.map(({ file, preview, replaces = null }) =>
        upload({ key: newUuid(), group, garmentId, file, preview, replaces }),
      );
      this.list.set([...this.list.get(), ...fresh]);
      for (const one of fresh) this.#remember(one);
    }
    this.#pump();
  }

  /** What an earlier page left behind. */
  restore(remembered: readonly Remembered[]): void {
    const known = new Set(this.list.get().map(({ key }) => key));
    for (const { said, isNew, ...one } of remembered.filter(({ key }) => !known.has(key))) {
      this.#groups.set(one.group, { said, isNew, garmentId: one.garmentId });
      this.list.set([...this.list.get(), upload({ ...one, preview: null })]);
    }
    this.#pump();
  }

  again(key: string): void {
    this.#mark(key, { state: 'waiting', failure: null, detail: '', progress: 0 });
    this.wake();
  }

  /** Another photo in the place of one that failed. */
  exchange(key: string, file: File, preview: string | null): void {
    const { photoId, replaces } = this.#find(key) ?? {};
    this.#mark(key, { file, preview, replaces: photoId ?? replaces ?? null, photoId: null });
    const changed = this.#find(key);
    if (changed) this.#remember(changed);
    this.again(key);
  }

  draw(key: string, preview: string | null): void {
    this.#mark(key, { preview });
  }

  /** A garment of which nothing was said and nothing arrived goes with its last photo. */
  async leaveOut(key: string): Promise<void> {
    const left = this.#find(key);
    if (!left) return;
    this.list.set(this.list.get().filter((one) => one.key !== key));
    this.#doors.drop([key]);
    const { isNew, garmentId, said } = this.#groups.get(left.group) ?? {};
    if (!garmentId) return;
    const isLast = !this.list.get().some(({ group }) => group === left.group);
    if (isNew && isLast && !said?.name) await this.#doors.forget(garmentId);
    else if (left.photoId) await this.#doors.takeDown(garmentId, left.photoId);
  }

  /** Those that hang need no place in the list any more. */
  tidy(): void {
    this.list.set(this.list.get().filter(({ state }) => state !== 'done'));
  }

  clear(): void {
    this.#doors.drop(this.list.get().map(({ key }) => key));
    this.list.set([]);
    this.#groups.clear();
    this.isStalled.set(false);
  }

  wake(): void {
    this.isStalled.set(false);
    this.#pump();
  }

  #pump(): void {
    for (const { group, state } of this.list.get()) {
      if (this.#active.size >= LANES || this.isStalled.get()) return;
      if (state !== 'waiting' || this.#active.has(group)) continue;
      this.#active.add(group);
      void this.#send(group).finally(() => {
        this.#active.delete(group);
        this.#pump();
      });
    }
  }

  async #send(group: string): Promise<void> {
    const ends: Promise<void>[] = [];
    for (;;) {
      const next = this.list.get().find((one) => one.group === group && one.state === 'waiting');
      if (!next || this.isStalled.get()) break;
      try {
        this.#mark(next.key, { state: 'sending' });
        const garmentId = await this.#garmentOf(group);
        const { photoId, jobId } = await this.#doors.send(garmentId, next.file, next.replaces);
        this.#mark(next.key, { photoId, state: 'preparing' });
        ends.push(this.#await(next.key, jobId));
      } catch (error) {
        this.#stop(next.key, error);
      }
    }
    await Promise.all(ends);
  }

  async #garmentOf(key: string): Promise<string> {
    const group = this.#groups.get(key);
    if (!group) throw new Problem(404, 'You have no such garment', '');
    if (group.garmentId !== null) return group.garmentId;
    // One after the other, so that they hang in the order in which they were chosen.
    const kept = this.#keeping.catch(() => undefined).then(() => this.#doors.keep(group.said, key));
    this.#keeping = kept;
    const garmentId = await kept;
    group.garmentId = garmentId;
    for (const one of this.list.get().filter((other) => other.group === key)) {
      this.#mark(one.key, { garmentId });
      if (one.state !== 'done') this.#remember({ ...one, garmentId });
    }
    return garmentId;
  }

  async #await(key: string, jobId: string | null): Promise<void> {
    try {
      const error = jobId && (await this.#doors.end(jobId, (progress) => this.#mark(key, { progress })));
      if (error) this.#mark(key, { state: 'failed', failure: 'unfit', detail: error });
      else {
        this.#mark(key, { state: 'done', progress: 1 });
        this.#doors.drop([key]);
      }
    } catch (error) {
      this.#stop(key, error);
    }
  }

  #stop(key: string, error: unknown): void {
    if (error instanceof Unreachable) {
      this.#mark(key, { state: 'waiting' });
      if (this.isStalled.get()) return;
      this.isStalled.set(true);
      this.#doors.whenBack(() => this.wake());
      return;
    }
    const detail = error instanceof Problem ? error.detail || error.title : '';
    const one = this.#find(key);
    const isKept = one?.garmentId !== null;
    this.#mark(key, { state: 'failed', failure: failureOf(error, isKept), detail });
  }

  #find(key: string): Upload | undefined {
    return this.list.get().find((one) => one.key === key);
  }

  #mark(key: string, changes: Partial<Upload>): void {
    this.list.set(this.list.get().map((one) => (one.key === key ? { ...one, ...changes } : one)));
  }

  #remember({ key, group, garmentId, file, replaces }: Upload): void {
    const { said, isNew } = this.#groups.get(group) ?? {};
    if (said) this.#doors.remember({ key, group, garmentId, file, replaces, said, isNew: isNew ?? false });
  }
}

function upload(
  start: Pick<Upload, 'key' | 'group' | 'garmentId' | 'file' | 'preview' | 'replaces'>,
): Upload {
  return { ...start, state: 'waiting', progress: 0, failure: null, detail: '', photoId: null };
}
