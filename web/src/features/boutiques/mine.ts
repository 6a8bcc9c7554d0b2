/** The boutique that one works for: what it is, its logo, how it delivers; and opening one. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  deleteBoutiquesMeDeliveryMethodsOne,
  deleteBoutiquesMeLogo,
  getBoutiquesMe,
  getBoutiquesMeDeliveryMethods,
  getMe,
  patchBoutiquesMe,
  postBoutiques,
  postBoutiquesMeTerms,
  putBoutiquesMeDeliveryMethodsOne,
  putBoutiquesMeLogo,
} from '@/api/generated';
import { updateUser } from '@/api/session';
import type { MyBoutique, NewBoutique, NewDeliveryWay } from '@/api/types';
import { TERMS_VERSION } from './terms';

const KEY = ['boutiques', 'me'];

export const LARGEST_LOGO = 8 * 1024 * 1024;

export const myBoutiqueQuery = queryOptions({
  queryKey: KEY,
  queryFn: ({ signal }) => getBoutiquesMe({ signal }),
  staleTime: 0,
  retry: false, // that there is none is an answer
});

export const deliveryWaysQuery = queryOptions({
  queryKey: [...KEY, 'ways'],
  queryFn: ({ signal }) => getBoutiquesMeDeliveryMethods({ signal }),
  staleTime: 0,
});

/** The account's role changes with it: who is signed in is read anew. */
export async function readWhoIAm(): Promise<void> {
  updateUser(await getMe());
}

/** `onOpen` is called even though the page that asked is another one by then: the role has changed. */
export function useOpening(onOpen: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (asked: Omit<NewBoutique, 'terms_version'>) => {
      const opened = await postBoutiques({ body: { ...asked, terms_version: TERMS_VERSION } });
      queries.setQueryData(KEY, opened);
      await readWhoIAm();
      return opened;
    },
    onSuccess: onOpen,
  });
}

export type Changes = NonNullable<Parameters<typeof patchBoutiquesMe>[0]>['body'];

export function useBoutiqueChange() {
  return useMine((changes: Changes) => patchBoutiquesMe({ body: changes }));
}

export function useAgreeing() {
  return useMine(() => postBoutiquesMeTerms({ body: { terms_version: TERMS_VERSION } }));
}

/** A file, or null to take the logo down. */
export function useLogo() {
  return useMine((file: File | null) =>
    file
      ? putBoutiquesMeLogo({
          body: file,
          headers: { 'Content-Type': file.type || 'application/octet-stream' },
        })
      : deleteBoutiquesMeLogo(),
  );
}

/** What shoppers see of it is read anew, too. */
function useMine<Given>(change: (given: Given) => Promise<MyBoutique>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (saved) => {
      queries.setQueryData(KEY, saved);
      void queries.invalidateQueries({
        queryKey: ['boutiques'],
        predicate: ({ queryKey }) => queryKey[1] !== 'me',
      });
    },
  });
}

/** A way to deliver as it shall be, or null in its place to delete it. */
export function useDeliveryWay() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ code, way }: { code: string; way: NewDeliveryWay | null }) => {
      const path = { code };
      await (way
        ? putBoutiquesMeDeliveryMethodsOne({ path, body: way })
        : deleteBoutiquesMeDeliveryMethodsOne({ path }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: deliveryWaysQuery.queryKey }),
  });
}
