/** What the server takes at most. */
export const maxBytes = 10 * 1024 * 1024;

/** Pixels: the server keeps no more on the long side. */
const maxSide = 1600;

const taken = ['image/jpeg', 'image/png', 'image/webp'];

/** A picture as large as it is to be; never larger than it was. */
export function fitted(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, maxSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** A photo as it is sent: shrunk where the browser can open it, else the file itself where the server may. Or what is wrong with it. */
export async function shrink(file: File): Promise<Blob | 'tooLarge' | 'unreadable'> {
  const small = await drawn(file).catch(() => null);
  if (small) return small;
  if (!taken.includes(file.type)) return 'unreadable';
  return file.size > maxBytes ? 'tooLarge' : file;
}

/** Null where no canvas draws it. */
async function drawn(file: File): Promise<Blob | null> {
  const picture = await createImageBitmap(file);
  try {
    const { width, height } = fitted(picture.width, picture.height);
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width, height];
    const pen = canvas.getContext('2d');
    if (!pen) return null;
    pen.imageSmoothingQuality = 'high';
    // What is transparent would become black.
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, width, height);
    pen.drawImage(picture, 0, 0, width, height);
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
  } finally {
    picture.close();
  }
}
