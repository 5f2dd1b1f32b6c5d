/** Puts codewords into the square, by each of the eight masks, and takes the one that a camera tells best. */
type Square = boolean[][];

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

export function maskedBest(size: number, version: number, marks: readonly number[], words: readonly number[]): Square {
  const drawn = masks.map((mask, index) => {
    const { square, fixed } = frame(size, version, marks, index);
    fill(square, fixed, words, mask);
    return square;
  });
  const penalties = drawn.map(penaltyOf);
  return drawn[penalties.indexOf(Math.min(...penalties))] as Square;
}

/** All that stands where it stands whatever is said: corners, small squares, dotted lines, and which mask and version it is. */
function frame(size: number, version: number, marks: readonly number[], mask: number) {
  const blank = () => Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  const [square, fixed] = [blank(), blank()];
  const set = (x: number, y: number, dark: boolean) => {
    const [row, known] = [square[y], fixed[y]];
    if (row && known && x >= 0 && x < size) [row[x], known[x]] = [dark, true];
  };
  for (let i = 0; i < size; i++) {
    set(6, i, i % 2 === 0);
    set(i, 6, i % 2 === 0);
  }
  for (const [cx, cy] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    for (let dy = -4; dy <= 4; dy++)
      for (let dx = -4; dx <= 4; dx++) {
        const far = Math.max(Math.abs(dx), Math.abs(dy));
        set(cx + dx, cy + dy, far !== 2 && far !== 4);
      }
  const last = marks.at(-1);
  for (const cx of marks)
    for (const cy of marks) {
      if ((cx === 6 && (cy === 6 || cy === last)) || (cx === last && cy === 6)) continue;
      for (let dy = -2; dy <= 2; dy++)
        for (let dx = -2; dx <= 2; dx++) set(cx + dx, cy + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1);
    }
  drawFormat(size, mask, set);
  if (version >= 7) drawVersion(size, version, set);
  return { square, fixed };
}

type Set = (x: number, y: number, dark: boolean) => void;

/** Level M is 0. */
function drawFormat(size: number, mask: number, set: Set): void {
  const bits = ((mask << 10) | checked(mask, 10, 0x537)) ^ 0x5412;
  const bit = (i: number) => ((bits >>> i) & 1) === 1;
  for (let i = 0; i <= 5; i++) set(8, i, bit(i));
  set(8, 7, bit(6));
  set(8, 8, bit(7));
  set(7, 8, bit(8));
  for (let i = 9; i < 15; i++) set(14 - i, 8, bit(i));
  for (let i = 0; i < 8; i++) set(size - 1 - i, 8, bit(i));
  for (let i = 8; i < 15; i++) set(8, size - 15 + i, bit(i));
  set(8, size - 8, true);
}

function drawVersion(size: number, version: number, set: Set): void {
  const bits = (version << 12) | checked(version, 12, 0x1f25);
  for (let i = 0; i < 18; i++) {
    const [a, b] = [size - 11 + (i % 3), Math.floor(i / 3)];
    set(a, b, ((bits >>> i) & 1) === 1);
    set(b, a, ((bits >>> i) & 1) === 1);
  }
}

function checked(value: number, degree: number, polynomial: number): number {
  let rest = value;
  for (let i = 0; i < degree; i++) rest = (rest << 1) ^ ((rest >>> (degree - 1)) * polynomial);
  return rest;
}

/** In columns of two, up and down, from the right. */
function fill(square: Square, fixed: Square, words: readonly number[], mask: (x: number, y: number) => boolean): void {
  const size = square.length;
  let i = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const isUp = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step++)
      for (const x of [right, right - 1]) {
        const y = isUp ? size - 1 - step : step;
        const row = square[y];
        if (!row || fixed[y]?.[x]) continue;
        const dark = i < words.length * 8 && (((words[i >>> 3] ?? 0) >>> (7 - (i & 7))) & 1) === 1;
        row[x] = dark !== mask(x, y);
        i++;
      }
  }
}

const corner = [true, false, true, true, true, false, true];
const light = [false, false, false, false];
const looksLike = [
  [...corner, ...light],
  [...light, ...corner],
];

/** Long runs, blocks, what looks like a corner, and too much of one colour. */
function penaltyOf(square: Square): number {
  const size = square.length;
  const columns = square.map((_, x) => square.map((row) => row[x] ?? false));
  let sum = 0;
  for (const line of [...square, ...columns]) {
    for (let x = 0, from = 0; x <= size; x++) {
      if (x < size && line[x] === line[from]) continue;
      if (x - from >= 5) sum += x - from - 2;
      from = x;
    }
    for (let x = 0; x + 11 <= size; x++)
      for (const one of looksLike) if (one.every((dark, i) => line[x + i] === dark)) sum += 40;
  }
  for (let y = 0; y + 1 < size; y++)
    for (let x = 0; x + 1 < size; x++) {
      const dark = square[y]?.[x];
      if (dark === square[y]?.[x + 1] && dark === square[y + 1]?.[x] && dark === square[y + 1]?.[x + 1]) sum += 3;
    }
  const dark = square.flat().filter(Boolean).length;
  return sum + Math.floor(Math.abs(dark * 20 - size * size * 10) / (size * size)) * 10;
}
