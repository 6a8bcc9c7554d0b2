/** Taking one's data along, and leaving for good. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { deleteMe, getMeExport } from '@/api/generated';
import { Problem, messageOf } from '@/api/problem';
import { endSession } from '@/api/session';
import { forgetDrafts } from '@/lib/drafts';
import { texts } from '@/lib/texts';

export function useExport() {
  return useMutation({
    mutationFn: async () => {
      const everything = await getMeExport();
      download(`modiste-${everything.made_at.slice(0, 10)}.json`, JSON.stringify(everything, null, 2));
    },
  });
}

export function useLeaving() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (password: string) => deleteMe({ body: { password } }),
    onSuccess: () => {
      endSession();
      forgetDrafts();
      queries.clear();
    },
  });
}

/** Why an account was not deleted. */
export function complaintAboutLeaving(error: unknown): { password?: string; general?: string } {
  const { account, signing } = texts();
  if (error === null) return {};
  if (!(error instanceof Problem)) return { general: messageOf(error) };
  if (error.status === 403) return { password: account.wrongPassword };
  if (error.status === 422) return { password: signing.passwordMissing };
  if (error.status === 409)
    return { general: error.title.includes('admin') ? account.lastAdmin : account.hasBoutique };
  return { general: messageOf(error) };
}

function download(name: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
