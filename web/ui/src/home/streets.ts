import { read } from '../http/request';
import type { PlaceLink } from '../walls/frame';

/** The streets, in the order in which the document names them. */
export async function readStreets(): Promise<PlaceLink[]> {
  const { items = [] } = await read('/api/v1/places');
  return items.filter(({ kind }) => kind === 'street');
}
