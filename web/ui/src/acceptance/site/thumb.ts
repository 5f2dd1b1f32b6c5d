/** Twice the size at which it is shown. */
const side = 208;

/** A small picture as a data address, which the page's policy lets it show without a network; null: no canvas draws it. */
export async function thumbOf(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const cut = Math.min(picture.width, picture.height);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = Math.min(side, cut);
  const pen = canvas.getContext('2d');
  pen?.drawImage(
    picture,
    (picture.width - cut) / 2,
    (picture.height - cut) / 2,
    cut,
    cut,
    0,
    0,
    canvas.width,
    canvas.height,
  );
  picture.close();
  return pen ? canvas.toDataURL('image/jpeg', 0.7) : null;
}
