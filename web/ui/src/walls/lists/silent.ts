import type { PlaceCell } from '../frame';

/** Places that report nothing of what they are asked for, the longest silent first. */
export const silentPlaces = (places: readonly PlaceCell[]): PlaceCell[] =>
  places
    .filter(({ silentSince }) => silentSince !== null)
    .sort((a, b) => (a.silentSince ?? '').localeCompare(b.silentSince ?? ''));
