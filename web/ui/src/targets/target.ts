/** The page of one unit's target: a line there with its trajectory, who answers, and what happened. */
export const targetAddress = (place: string, line: string): string =>
  `/targets/${encodeURIComponent(place)}/${encodeURIComponent(line)}`;
