import { onMounted, onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import type { PlaceRing } from './frame';

/** Width of an element in rem, as it changes with the screen. */
export function useRoom(element: Readonly<ShallowRef<HTMLElement | null>>): ShallowRef<number> {
  const room = shallowRef(Infinity);
  const observer = new ResizeObserver(([entry]) => {
    const root = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    if (entry) room.value = entry.contentRect.width / root;
  });
  onMounted(() => element.value && observer.observe(element.value));
  onScopeDispose(() => observer.disconnect());
  return room;
}

/** Width of a chip and its gap without the digits, and of a digit, in rem. */
export interface ChipSize {
  words: number;
  digit: number;
}

/** The rings whose chips fit, those that owe most chosen first; what is left out is summed up in a chip of its own. */
export function fitChips(rings: readonly PlaceRing[], room: number, { words, digit }: ChipSize): PlaceRing[] {
  const width = (ring: PlaceRing) => words + digit * String(ring.owed).length;
  if (rings.reduce((sum, ring) => sum + width(ring), 0) <= room) return [...rings];
  let left = room - words - digit;
  const chosen = new Set<PlaceRing>();
  for (const ring of [...rings].sort((a, b) => b.owed - a.owed)) {
    left -= width(ring);
    if (left < 0) break;
    chosen.add(ring);
  }
  return rings.filter((ring) => chosen.has(ring));
}
