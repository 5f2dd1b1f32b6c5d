import type { Ring } from '../walls/frame';

/** What a figure counts, and so what its evidence lists. */
export const figures = [
  'owed',
  'waiting',
  'accepted',
  'completed',
  'returned',
  'registered',
  'progressed',
  'due',
] as const;
export type Figure = (typeof figures)[number];

export interface EvidenceQuery {
  line?: string;
  ring?: Ring;
  figure?: Figure;
  /** Days, yyyy-MM-dd; both are within. */
  from?: string;
  to?: string;
  facility?: string;
}

const order = ['line', 'ring', 'figure', 'from', 'to', 'facility'] as const;

/** The page that shows what stands behind a figure. The same figure always has the same address. */
export function evidenceAddress(place: string, query: EvidenceQuery = {}): string {
  const words = new URLSearchParams();
  for (const name of order) {
    const value = query[name];
    if (value !== undefined) words.set(name, value);
  }
  const path = `/evidence/${encodeURIComponent(place)}`;
  return words.size > 0 ? `${path}?${words}` : path;
}
