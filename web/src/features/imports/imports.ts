/** A boutique's uploads: the files, the steps that are taken with them, and how far the work on one has come. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import {
  deleteBoutiquesMeImportsOne,
  deleteJobsOne,
  getBoutiquesMeImports,
  getBoutiquesMeImportsOne,
  getBoutiquesMeImportsOneColumns,
  getBoutiquesMeImportsOneFaults,
  getBoutiquesMeImportsTemplate,
  getJobsOneEvents,
  postBoutiquesMeImports,
  postBoutiquesMeImportsOneApply,
  postBoutiquesMeImportsOneCheck,
  postBoutiquesMeImportsOneUndo,
} from '@/api/generated';
import type { JobProgress, Understanding, Upload } from '@/api/types';

export const LARGEST = 200 * 1024 * 1024;

const UNDER_WAY: readonly Upload['state'][] = ['checking', 'applying', 'undoing'];

export const isUnderWay = ({ state }: Pick<Upload, 'state'>) => UNDER_WAY.includes(state);

export const uploadsQuery = infiniteQueryOptions({
  queryKey: ['imports', 'list'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam, signal }) =>
    getBoutiquesMeImports({ query: { ...(pageParam !== undefined && { cursor: pageParam }) }, signal }),
  getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  staleTime: 0,
});

export const uploadQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: ({ signal }) => getBoutiquesMeImportsOne({ path: { upload_id: id }, signal }),
    staleTime: 0,
    // The events of its job come sooner; this is for browsers and proxies that hold them back.
    refetchInterval: ({ state: { data } }) => (data && isUnderWay(data) ? 3_000 : false),
  });

/** The file as another dialect sees it. */
export const columnsQuery = (id: string, dialect: string) =>
  queryOptions({
    queryKey: ['imports', 'columns', id, dialect],
    queryFn: ({ signal }) =>
      getBoutiquesMeImportsOneColumns({ path: { upload_id: id }, query: { dialect }, signal }),
    staleTime: Infinity,
  });

export function useUploading() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => postBoutiquesMeImports({ body: file, query: { name: file.name } }),
    onSuccess: (made) => {
      queries.setQueryData(uploadQuery(made.id).queryKey, made);
      return queries.invalidateQueries({ queryKey: ['imports', 'list'] });
    },
  });
}

export type Step = { to: 'check'; as: Understanding } | { to: 'apply' | 'undo' | 'forget' | 'stop' };

/** One mutation for all steps: only one is taken at a time. */
export function useUploadStep({ id, job_id }: Pick<Upload, 'id' | 'job_id'>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (step: Step) => {
      const path = { upload_id: id };
      if (step.to === 'check') await postBoutiquesMeImportsOneCheck({ path, body: step.as });
      else if (step.to === 'apply') await postBoutiquesMeImportsOneApply({ path });
      else if (step.to === 'undo') await postBoutiquesMeImportsOneUndo({ path });
      else if (step.to === 'forget') await deleteBoutiquesMeImportsOne({ path });
      else if (job_id !== null) await deleteJobsOne({ path: { job_id } });
      return step.to;
    },
    onSettled: (done) =>
      queries.invalidateQueries({ queryKey: done === 'forget' ? ['imports', 'list'] : ['imports'] }),
  });
}

/** How far the job has come, as the shop tells it; what is asked again when it has ended. */
export function useJob(jobId: string | null, uploadId: string): JobProgress | null {
  const queries = useQueryClient();
  const [job, setJob] = useState<JobProgress | null>(null);
  useEffect(() => {
    if (jobId === null) return;
    const stop = new AbortController();
    const follow = async () => {
      const { stream } = await getJobsOneEvents({ path: { job_id: jobId }, signal: stop.signal });
      for await (const event of stream) setJob(event as JobProgress);
      await queries.invalidateQueries({ queryKey: uploadQuery(uploadId).queryKey });
    };
    follow().catch(() => undefined); // the query asks now and then
    return () => stop.abort();
  }, [jobId, uploadId, queries]);
  return job?.id === jobId ? job : null;
}

export async function saveTemplate(): Promise<void> {
  save('modiste-items.csv', await getBoutiquesMeImportsTemplate());
}

export async function saveFaults(id: string): Promise<void> {
  save('faults.csv', await getBoutiquesMeImportsOneFaults({ path: { upload_id: id } }));
}

function save(name: string, content: unknown): void {
  const address = URL.createObjectURL(content as Blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
