/** The photos that hang on a garment; in an order that did not arrive they hang as the shop has them. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { deleteGarmentsOnePhotosOne, putGarmentsOnePhotosOrder } from '@/api/generated';
import { Problem } from '@/api/problem';
import { garmentQuery } from './garments';

export function usePhotos(userId: number, garmentId: string) {
  const queries = useQueryClient();
  const path = { garment_id: garmentId };
  const { queryKey } = garmentQuery(userId, garmentId);
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey }),
      queries.invalidateQueries({ queryKey: ['garments', userId, 'list'] }),
    ]);
  const order = useMutation({
    mutationFn: (photo_ids: string[]) => putGarmentsOnePhotosOrder({ path, body: { photo_ids } }),
    onMutate: (ids) =>
      queries.setQueryData(queryKey, (garment) => {
        if (!garment) return garment;
        return { ...garment, photos: ids.flatMap((id) => garment.photos.find((one) => one.id === id) ?? []) };
      }),
    onSettled: refresh,
  });
  const takeDown = useMutation({
    mutationFn: (garment_photo_id: string) =>
      deleteGarmentsOnePhotosOne({ path: { ...path, garment_photo_id } }).catch((error: unknown) => {
        if (!(error instanceof Problem && error.status === 404)) throw error; // it was gone already
      }),
    onSuccess: refresh,
  });
  return { order, takeDown };
}
