import { ratings, type NewActivity } from './api';

/** What a resident signs, field by field: the server makes the same of what it is sent, and of nothing else. */
export function recordText(log: NewActivity): string {
  const seconds = (time: string) => String(Math.floor(Date.parse(time) / 1000));
  const fields = [
    'activity-1',
    log.id,
    log.team,
    log.kind,
    log.place,
    seconds(log.start),
    seconds(log.end),
    log.people.map(({ who, minutes }) => `${who}:${minutes}`).join(' '),
    String(log.helped),
    log.attachments.map(({ sha, use }) => `${sha}:${use === 'photo' ? 0 : 1}`).join(' '),
    log.rating ? String(ratings.indexOf(log.rating)) : '',
    log.opinion ?? '',
    log.form ?? '',
  ];
  return fields.map((field) => `${field.length}:${field}\n`).join('');
}

/** Lower hexadecimal. */
export async function hashOf(text: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
