import type { EvidenceQuery } from '../../evidence/address';
import type { Locale } from '../../time/dates';
import { ringOrder, type PlaceCell, type Ring, type Status } from '../frame';
import { lineName } from '../lineName';
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

/** A district's: the six rings. */
export const ringColumns = (nameOf: (ring: Ring) => string): Column[] =>
  ringOrder.map((ring) => ({
    id: ring,
    label: nameOf(ring),
    title: nameOf(ring),
    group: ring,
    mark: (place) => place.rings.find((one) => one.ring === ring),
    query: { ring, figure: 'owed' },
  }));

/** A street's: every line, in the document's order. */
export const lineColumns = (picture: Picture, locale: Locale): Column[] =>
  picture.lines.value.map((line) => ({
    id: line.id,
    label: lineName(line, locale),
    title: lineName(line, locale),
    group: line.ring,
    mark: (place) => place.lines.find((one) => one.line === line.id),
    query: { line: line.id, figure: 'owed' },
  }));
