/** The people of one's boutique: staff, open invitations, and taking one. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  deleteBoutiquesMeInvitationsOne,
  deleteBoutiquesMeStaffOne,
  getBoutiquesMeInvitations,
  getBoutiquesMeStaff,
  postBoutiquesInvitationsAccept,
  postBoutiquesInvitationsRead,
  postBoutiquesMeInvitations,
  postBoutiquesMeLeave,
} from '@/api/generated';
import { readWhoIAm } from './mine';

export const LANGUAGES = ['en', 'fr', 'de'] as const;

export type MailLanguage = (typeof LANGUAGES)[number];

const KEY = ['boutique-people'];

export const staffQuery = queryOptions({
  queryKey: [...KEY, 'staff'],
  queryFn: ({ signal }) => getBoutiquesMeStaff({ signal }),
  staleTime: 0,
});

export const invitationsQuery = queryOptions({
  queryKey: [...KEY, 'invitations'],
  queryFn: ({ signal }) => getBoutiquesMeInvitations({ signal }),
  staleTime: 0,
});

/** What the link of a mail invites to. */
export const invitedQuery = (token: string) =>
  queryOptions({
    queryKey: [...KEY, 'invited', token],
    queryFn: ({ signal }) => postBoutiquesInvitationsRead({ body: { token }, signal }),
    retry: false,
  });

export function useInviting() {
  return usePeople((asked: { email: string; language: MailLanguage }) =>
    postBoutiquesMeInvitations({ body: asked }),
  );
}

export function useWithdrawing() {
  return usePeople((id: string) => deleteBoutiquesMeInvitationsOne({ path: { invitation_id: id } }));
}

export function useDismissing() {
  return usePeople((id: number) => deleteBoutiquesMeStaffOne({ path: { user_id: id } }));
}

/** `onLeft` is called even though the page that asked is gone by then: the role has changed. */
export function useLeaving(onLeft: () => void) {
  return useMutation({
    mutationFn: async () => {
      await postBoutiquesMeLeave();
      await readWhoIAm();
    },
    onSuccess: onLeft,
  });
}

export function useJoining(onJoined: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (token: string) => {
      const joined = await postBoutiquesInvitationsAccept({ body: { token } });
      queries.removeQueries({ queryKey: ['boutiques', 'me'] });
      await readWhoIAm();
      return joined;
    },
    onSuccess: onJoined,
  });
}

function usePeople<Given, Answer>(change: (given: Given) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}
