import type { ActivityPlace } from './api';

export const mostFound = 6;

/** How well it answers, best first; null: not at all. */
function rank({ name, keys }: ActivityPlace, asked: string): number | null {
  if (keys.includes(asked) || name === asked) return 0;
  if (name.startsWith(asked) || keys.some((key) => key.startsWith(asked))) return 1;
  return name.includes(asked) ? 2 : null;
}

/** By characters, initials or whole pinyin; all that answer, best first. Nothing is asked: none. */
export function found(places: readonly ActivityPlace[], text: string): ActivityPlace[] {
  const asked = text.toLowerCase().replace(/[\s']/g, '');
  if (asked === '') return [];
  return places
    .map((place) => ({ place, at: rank(place, asked) }))
    .filter((one): one is { place: ActivityPlace; at: number } => one.at !== null)
    .sort((one, other) => one.at - other.at)
    .map(({ place }) => place);
}
