import type { PlaceLink, Ring } from './frame';

/** Key `volunteers`: what teams of the place and all in it did; absent while none ever did anything. Of the day on which it was. */
export interface VolunteersCell {
  /** Activities of today, as are people, minutes, rings and places. */
  today: number;
  people: number;
  minutes: number;
  /** Activities of the last seven days. */
  week: number;
  /** Teams that are silent for too long. */
  silent: number;
  /** Those with any, in the document's order. */
  rings: Activities<{ ring: Ring }>[];
  /** The place's children with any, the most first. */
  places: Activities<{ place: PlaceLink }>[];
}

type Activities<T> = T & { activities: number; people: number; minutes: number };

/** Whole hours; what is less than one is told to a tenth, so that nobody's work is 0. */
export const hoursOf = (minutes: number) => (minutes >= 60 ? Math.round(minutes / 60) : Math.ceil(minutes / 6) / 10);
