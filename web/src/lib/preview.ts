/** A small picture of a file that somebody chose, to be seen at once; as data, since pages may not show blobs. */

const LONGEST = 480;

/** Null where the browser cannot read the file either. */
export async function previewOf(file: Blob): Promise<string | null> {
  try {
    const whole = await createImageBitmap(file);
    const share = Math.min(1, LONGEST / Math.max(whole.width, whole.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(whole.width * share));
    canvas.height = Math.max(1, Math.round(whole.height * share));
    canvas.getContext('2d')?.drawImage(whole, 0, 0, canvas.width, canvas.height);
    whole.close();
    return canvas.toDataURL('image/jpeg', 0.8);
  } catch {
    return null;
  }
}
