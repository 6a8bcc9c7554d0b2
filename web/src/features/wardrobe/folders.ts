/** The folders of a wardrobe: listed, made, renamed and deleted. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  deleteGarmentsFoldersOne,
  getGarmentsFolders,
  patchGarmentsFoldersOne,
  postGarmentsFolders,
} from '@/api/generated';
import { Problem, messageOf } from '@/api/problem';
import { wardrobeTexts } from '@/lib/texts/wardrobe';
import { refreshLists } from './garments';

export const LONGEST_NAME = 80;

export const foldersQuery = (userId: number) =>
  queryOptions({
    queryKey: ['garment-folders', userId],
    queryFn: ({ signal }) => getGarmentsFolders({ signal }),
  });

export function useFolders() {
  const queries = useQueryClient();
  const onSuccess = () => refreshLists(queries);
  const make = useMutation({
    mutationFn: (name: string) => postGarmentsFolders({ body: { name } }),
    onSuccess,
  });
  const rename = useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) =>
      patchGarmentsFoldersOne({ path: { folder_id: id }, body: { name } }),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (id: string) =>
      deleteGarmentsFoldersOne({ path: { folder_id: id } }).catch((error: unknown) => {
        if (!(error instanceof Problem && error.status === 404)) throw error; // it was gone already
      }),
    onSuccess,
  });
  return { make, rename, remove };
}

/** What is wrong with a folder's name, in the reader's language. */
export function complaintAbout(error: unknown): string | null {
  if (error === null) return null;
  const texts = wardrobeTexts();
  if (!(error instanceof Problem) || error.status !== 409) return messageOf(error);
  return /name/.test(error.title) ? texts.folderTaken : texts.folderTooMany;
}
