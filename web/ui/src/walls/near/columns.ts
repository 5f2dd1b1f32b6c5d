import type { EvidenceQuery } from '../../evidence/address';
import type { PlaceCell, Ring, Status } from '../frame';
import type { Picture } from '../picture';

/** One column of the matrix: what a place's cell shows there, and what its evidence is asked for. */
export interface Column {
  id: string;
  /** Short, over the column. */
  label: string;
  /** Whole, for a reader and for a pointer. */
  title: string;
  /** Columns of one group stand together. */
  group: string;
  mark: (place: PlaceCell) => { status: Status; owed: number } | undefined;
  query: EvidenceQuery;
}

const rings: readonly Ring[] = ['government', 'living', 'health', 'culture', 'welfare', 'security'];

/** A district's: the six rings. */
export const ringColumns = (nameOf: (ring: Ring) => string): Column[] =>
  rings.map((ring) => ({
    id: ring,
    label: nameOf(ring),
    title: nameOf(ring),
    group: ring,
    mark: (place) => place.rings.find((one) => one.ring === ring),
    query: { ring, figure: 'owed' },
  }));

/** A street's: every line, in the document's order. */
export const lineColumns = (picture: Picture, english: boolean): Column[] =>
  [...picture.lines.value]
    .sort((a, b) => a.order - b.order)
    .map((line) => ({
      id: line.id,
      label: english ? line.englishName : line.shortName,
      title: english ? line.englishName : line.shortName,
      group: line.ring,
      mark: (place) => place.lines.find((one) => one.line === line.id),
      query: { line: line.id, figure: 'owed' },
    }));
