/** Lines of a signature in a box of whole numbers. */
export const box = { width: 1000, height: 400 };
export const leastPoints = 8;
export const mostText = 5_000;

export type Point = readonly [x: number, y: number];
export type Strokes = readonly (readonly Point[])[];

const within = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));

/** A place on the pad, in the box. */
export const pointOf = (x: number, y: number, width: number, height: number): Point => [
  within((x / width) * box.width, box.width),
  within((y / height) * box.height, box.height),
];

const write = (strokes: Strokes) => strokes.map((stroke) => stroke.map(([x, y]) => `${x},${y}`).join(' ')).join(';');

/** Without points that lie closer than this to the one before; the last of a stroke stays. */
const thinned = (strokes: Strokes, distance: number): Strokes =>
  strokes.map((stroke) => {
    const kept: Point[] = [];
    stroke.forEach((point, index) => {
      const before = kept.at(-1);
      const isFar = !before || Math.hypot(point[0] - before[0], point[1] - before[1]) >= distance;
      if (isFar) kept.push(point);
      else if (index === stroke.length - 1 && kept.length > 1) kept[kept.length - 1] = point;
    });
    return kept;
  });

/** As it is sent, as fine as there is room for; null: too little was drawn to be a signature. */
export function textOf(strokes: Strokes): string | null {
  for (let distance = 3; ; distance *= 1.4) {
    const fewer = thinned(strokes, distance).filter((stroke) => stroke.length > 0);
    const text = write(fewer);
    if (text.length > mostText && distance < box.width) continue;
    const points = fewer.reduce((sum, stroke) => sum + stroke.length, 0);
    return points < leastPoints || text.length > mostText ? null : text;
  }
}

/** As it was sent. */
export const strokesOf = (text: string): Strokes =>
  text === ''
    ? []
    : text.split(';').map((stroke) =>
        stroke.split(' ').map((point): Point => {
          const [x, y] = point.split(',').map(Number);
          return [x ?? 0, y ?? 0];
        }),
      );

/** To be drawn as one line a stroke. */
export const pathOf = (strokes: Strokes) =>
  strokes.map((stroke) => stroke.map(([x, y], n) => `${n === 0 ? 'M' : 'L'}${x} ${y}`).join('')).join('');
