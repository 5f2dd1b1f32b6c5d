import { daysBetween } from '../../time/dates';
import type { PlaceCell } from '../frame';

/** Two weekly reports: DOMAIN's two rhythms where the plan names none. */
const quietAfter = 14;

/** Places with something due that have reported nothing on any line for two weeks, the longest silent first. */
export function quietPlaces(places: readonly PlaceCell[], today: string): PlaceCell[] {
  const since = ({ heard }: PlaceCell) => (heard === null ? Infinity : daysBetween(heard, today));
  return places.filter((place) => place.due > 0 && since(place) > quietAfter).sort((a, b) => since(b) - since(a));
}
