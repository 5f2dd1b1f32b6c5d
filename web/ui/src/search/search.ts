import type { SearchHit, UnmetEntry } from '../http/api';
import { Problem, read, Unreachable } from '../http/request';

export type { SearchHit, SearchKind } from '../http/api';

/** What is asked beside the text. */
export interface Asking {
  /** Empty: all. */
  kinds: readonly SearchHit['kind'][];
  /** A place whose hits come first; left out: the caller's own. */
  near?: string | undefined;
  /** Of those alone that it holds of. */
  only?: ((hit: SearchHit) => boolean) | undefined;
}

/** As many as are seen without scrolling. */
export const rows = () => (window.matchMedia('(width < 700px)').matches ? 6 : 8);

/** What the server gives at most: where some are left out here, of these. */
const most = 50;

export type Outcome =
  | { is: 'found'; hits: SearchHit[]; total: number }
  /** The server is about to know; it is asked again by itself. */
  | { is: 'busy' }
  | { is: 'forbidden' }
  | { is: 'offline' }
  | { is: 'failed' };

export async function search(text: string, { kinds, near, only }: Asking): Promise<Outcome> {
  const limit = rows();
  try {
    const answer = await read('/api/v1/search', {
      query: { text, kinds: kinds.join(','), near, limit: only ? most : limit },
    });
    const hits = only ? answer.hits.filter(only) : answer.hits;
    return { is: 'found', hits: hits.slice(0, limit), total: only ? hits.length : answer.total };
  } catch (error) {
    if (error instanceof Problem && error.status === 503) return { is: 'busy' };
    if (error instanceof Problem && (error.status === 401 || error.status === 403)) return { is: 'forbidden' };
    return { is: error instanceof Unreachable && !navigator.onLine ? 'offline' : 'failed' };
  }
}

/** Texts that found nothing, as many as are read. */
export const mostUnmet = 1_000;

/** The most recent first. */
export const readUnmet = async (street: string | undefined): Promise<UnmetEntry[]> =>
  (await read('/api/v1/search/unmet', { query: { place: street, limit: mostUnmet } })).items;

/** A name in pieces, those that were meant set off. */
export function piecesOf({ name, spans }: Pick<SearchHit, 'name' | 'spans'>): { text: string; meant: boolean }[] {
  const pieces: { text: string; meant: boolean }[] = [];
  let at = 0;
  for (const { start, length } of spans) {
    if (start > at) pieces.push({ text: name.slice(at, start), meant: false });
    pieces.push({ text: name.slice(start, start + length), meant: true });
    at = start + length;
  }
  if (at < name.length) pieces.push({ text: name.slice(at), meant: false });
  return pieces;
}

/** 区, 街道 or 社区, as a place is known by where it stands. */
export function levelOf({ id, street, community }: SearchHit): 'district' | 'street' | 'community' {
  if (community === id) return 'community';
  return street === id ? 'street' : 'district';
}
