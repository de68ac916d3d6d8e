/** Up to here a photo is sent as it was taken. */
const sentAsIs = 1.5 * 1024 * 1024;
/** Of the longer side, in points: writing on a board of notices can still be read. */
const longest = 2400;

/**
 * A photo as it is sent: as it was taken where it is small, else smaller, as JPEG. A phone on a village's network does not
 * wait for eight megabytes, and the record takes five.
 *
 * @returns null where the browser cannot open it
 */
export async function smaller(file: File): Promise<File | null> {
  if (/^image\/(jpeg|png)$/.test(file.type) && file.size <= sentAsIs) return file;
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise<Blob | null>((resolve) => { canvas.toBlob(resolve, 'image/jpeg', 0.85); });
  return blob && new File([blob], `${file.name.replace(/\.\w+$/, '')}.jpg`, { type: 'image/jpeg' });
}
