import type { PlaceLink } from './frame';

/** A place's wall; the district's has no name in its address. */
export const wallAddress = ({ id, kind }: Pick<PlaceLink, 'id' | 'kind'>): string =>
  kind === 'district' ? '/wall' : `/wall/${encodeURIComponent(id)}`;
