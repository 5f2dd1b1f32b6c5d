/** 二维码 (ISO/IEC 18004) of bytes at level M, drawn as `web/Accounts/QrCode.cs` draws it: for a page that no server draws one for. */
import { maskedBest } from './masks';

interface Version {
  size: number;
  blocks: number;
  /** Codewords for errors in each block. */
  errors: number;
  /** All of them. */
  total: number;
  /** Where the small squares stand. */
  marks: readonly number[];
}

const table: readonly (readonly [blocks: number, errors: number, total: number, marks: readonly number[]])[] = [
  [1, 10, 26, []],
  [1, 16, 44, [6, 18]],
  [1, 26, 70, [6, 22]],
  [2, 18, 100, [6, 26]],
  [2, 24, 134, [6, 30]],
  [4, 16, 172, [6, 34]],
  [4, 18, 196, [6, 22, 38]],
  [4, 22, 242, [6, 24, 42]],
  [5, 22, 292, [6, 26, 46]],
  [5, 26, 346, [6, 28, 50]],
];

const quiet = 4;

/** Null: it is too long for a phone to read from a wall, at some 210 bytes. */
export function qrOf(text: string): { size: number; path: string } | null {
  const bytes = new TextEncoder().encode(text);
  const at = table.findIndex(([blocks, errors, total], index) => {
    const room = total - blocks * errors;
    return bytes.length + (index < 9 ? 2 : 3) <= room;
  });
  const row = table[at];
  if (!row) return null;
  const [blocks, errors, total, marks] = row;
  const version = { size: 21 + 4 * at, blocks, errors, total, marks };
  const modules = maskedBest(version.size, at + 1, marks, interleaved(version, dataOf(bytes, at + 1, version)));
  const path = modules.flatMap((line, y) =>
    runs(line).map(([x, n]) => `M${x + quiet} ${y + quiet}h${n}v1H${x + quiet}z`),
  );
  return { size: version.size + 2 * quiet, path: path.join('') };
}

/** Mode, length, bytes, an end, and what fills the rest. */
function dataOf(bytes: Uint8Array, version: number, { total, blocks, errors }: Version): number[] {
  const bits: number[] = [];
  const push = (value: number, n: number) => {
    for (let i = n - 1; i >= 0; i--) bits.push((value >>> i) & 1);
  };
  push(4, 4);
  push(bytes.length, version < 10 ? 8 : 16);
  for (const one of bytes) push(one, 8);
  const room = (total - blocks * errors) * 8;
  push(0, Math.min(4, room - bits.length));
  push(0, (8 - (bits.length % 8)) % 8);
  for (let fill = 0xec; bits.length < room; fill ^= 0xec ^ 0x11) push(fill, 8);
  const words: number[] = [];
  for (let i = 0; i < bits.length; i += 8) words.push(bits.slice(i, i + 8).reduce((sum, bit) => sum * 2 + bit, 0));
  return words;
}

/** The blocks' codewords in turn, then those for errors in turn; the last blocks may be one longer. */
function interleaved({ blocks, errors, total }: Version, data: readonly number[]): number[] {
  const divisor = divisorOf(errors);
  const short = Math.floor(total / blocks) - errors;
  const shorts = blocks - (total % blocks);
  const parts: number[][] = [];
  for (let i = 0, from = 0; i < blocks; i++) {
    const length = short + (i < shorts ? 0 : 1);
    parts.push(data.slice(from, from + length));
    from += length;
  }
  const corrections = parts.map((part) => remainderOf(part, divisor));
  const turn = (of: readonly number[][], most: number) =>
    Array.from({ length: most }, (_, i) => of.flatMap((part) => (i < part.length ? [part[i] ?? 0] : []))).flat();
  return [...turn(parts, short + 1), ...turn(corrections, errors)];
}

function times(a: number, b: number): number {
  let product = 0;
  for (let i = 7; i >= 0; i--) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((b >>> i) & 1) * a;
  }
  return product;
}

function divisorOf(degree: number): number[] {
  const divisor: number[] = Array.from({ length: degree }, (_, i) => (i === degree - 1 ? 1 : 0));
  let root = 1;
  for (let i = 0; i < degree; i++) {
    for (let j = 0; j < degree; j++) divisor[j] = times(divisor[j] ?? 0, root) ^ (divisor[j + 1] ?? 0);
    root = times(root, 2);
  }
  return divisor;
}

function remainderOf(data: readonly number[], divisor: readonly number[]): number[] {
  const rest: number[] = divisor.map(() => 0);
  for (const one of data) {
    const factor = one ^ (rest.shift() ?? 0);
    rest.push(0);
    divisor.forEach((part, i) => (rest[i] = (rest[i] ?? 0) ^ times(part, factor)));
  }
  return rest;
}

/** Where dark runs begin, and how long they are. */
function runs(line: readonly boolean[]): [number, number][] {
  const found: [number, number][] = [];
  line.forEach((dark, x) => {
    const last = found.at(-1);
    if (!dark) return;
    if (last && last[0] + last[1] === x) last[1] += 1;
    else found.push([x, 1]);
  });
  return found;
}
