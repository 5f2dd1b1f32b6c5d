import type { ActivityShown } from '../http/api';
import { activitiesPath, type NewActivity, type TeamShown } from './api';
import type { FieldRecord } from './records';

/** One record with all that there is to show of it: by the server, or without a network by what is on this phone. */
export interface WholeRecord {
  record: FieldRecord;
  people: { name: string | null; minutes: number }[];
  helped: number;
  /** Addresses of those that the server has. */
  photos: string[];
  opinion: string | null;
  /** Lines of the drawn signature; null: none, or it is not on this phone. */
  strokes: string | null;
  /** What the kind's form asks, as it was answered, in the form's order. */
  form: { name: string; value: string }[];
}

/** `sent`: what waits on this phone of it. */
export function wholeOf(
  record: FieldRecord,
  shown: ActivityShown | null,
  sent: NewActivity | null,
  team: TeamShown | null,
  yes: (is: boolean) => string,
): WholeRecord {
  const { id, kind } = record.log;
  const names: Record<string, string> = {
    ...Object.fromEntries((team?.members ?? []).map(({ who, name }) => [who, name])),
    ...shown?.names,
  };
  const answers = JSON.parse((sent ?? shown)?.form ?? '{}') as Record<string, string>;
  const fields = team?.kinds.find((one) => one.id === kind)?.form?.fields ?? [];
  const attachments = sent ? [] : (shown?.activity.attachments ?? []);
  return {
    record,
    people: record.log.people.map(({ who, minutes }) => ({ name: names[who] ?? null, minutes })),
    helped: (sent ? sent.helped : shown?.activity.log.helped) ?? 0,
    photos: attachments.flatMap(({ photo }) => (photo ? [`${activitiesPath}/${id}/photos/${photo.blob}`] : [])),
    opinion: (sent ? sent.opinion : shown?.opinion) ?? null,
    strokes: (sent ? sent.signature?.strokes : shown?.strokes) ?? null,
    form: fields.flatMap(({ id: field, name, type }) => {
      const value = answers[field] ?? '';
      return value === '' ? [] : [{ name, value: type === 'yesNo' ? yes(value === 'yes') : value }];
    }),
  };
}
