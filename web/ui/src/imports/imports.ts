import type { FieldPick, RowState } from '../http/api';
import { addressOf, commandId, post, read, uploadOne } from '../http/request';

export type {
  FieldDifference as Difference,
  FieldPick as Pick,
  ImportForm as Form,
  ImportRecordView as Kept,
  ImportRow as Row,
  ImportView as Import,
  RowState,
} from '../http/api';

export type FileFormat = 'xlsx' | 'csv';

const path = '/api/v1/imports';
const own = `${path}/{id}` as const;

export const newId = () => commandId(Date.now());

export const readForms = async () => (await read(`${path}/forms`)).items;

export const templateOf = (form: string, format: FileFormat) =>
  addressOf(`${path}/forms/{form}/template`, { path: { form }, query: { format } });

export const exportOf = (form: string, format: FileFormat, place: string) =>
  addressOf(`${path}/forms/{form}/export`, { path: { form }, query: { format, place } });

export const resultOf = (id: string) => addressOf(`${own}/result`, { path: { id } });

export const send = (id: string, form: string, file: File) =>
  uploadOne(`${own}/file`, { path: { id }, query: { form } }, file);

/** The district, then each street with its communities under it. */
export function inTheirOrder<P extends { id: string; kind: string; parent?: string }>(places: readonly P[]): P[] {
  const under = (above: string | undefined): P[] =>
    places.filter((place) => place.parent === above).flatMap((place) => [place, ...under(place.id)]);
  return under(undefined);
}

export const readImport = (id: string) => read(own, { path: { id } });

export const readRows = (id: string, state: RowState | null, left: boolean, after: number) =>
  read(`${own}/rows`, { path: { id }, query: { state, left: left || null, after, limit: 50 } });

export const choose = (id: string, row: number | null, field: string | null, pick: FieldPick | null) =>
  post(`${own}/choices`, {
    path: { id },
    body: {
      choices: [{ ...(row === null ? {} : { row }), ...(field === null ? {} : { field }), ...(pick ? { pick } : {}) }],
    },
  });

export const apply = (id: string, asOf: string, source: string) =>
  post(`${own}/application`, { path: { id }, body: { asOf, source } });

export const cancel = (id: string) => post(`${own}/cancellation`, { path: { id } });

export const readRecords = async () => (await read(path, { query: { limit: 10 } })).items;
