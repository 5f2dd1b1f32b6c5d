import type { Photo } from '../http/api';
import { commandId } from '../http/request';
import type { ActivityItem, ActivityKind, AttachmentClaim, NewActivity, Rating, TeamShown } from './api';
import { instantsOf, lastHours, lengthOf, spanOf, written, type Span } from './times';

/** A photo of this phone, or one that the record shows already. */
export interface LogPhoto extends AttachmentClaim {
  /** By which the outbox keeps it; null: the server has it. */
  blob: string | null;
  photo: Photo | null;
  thumb: string | null;
  size: number;
}

export interface LogDraft {
  id: string;
  team: string;
  corrects: string | null;
  kind: string | null;
  place: string | null;
  span: Span;
  /** Who was there, with minutes; null: from beginning to end. */
  people: Record<string, number | null>;
  helped: number;
  photos: LogPhoto[];
  rating: Rating | null;
  opinion: string;
  form: Record<string, string>;
  /** With the very text that was signed. */
  signature: { strokes: string; text: string } | null;
  /** It was signed, and something was changed since. */
  isUnsigned: boolean;
}

export const mostPhotos = 12;
export const mostHelped = 5_000;
export const maxOpinion = 500;

/** Made on the phone, so that it is one however often it is sent. */
export const activityId = (now: number) => commandId(now).replaceAll('-', '');

/** What is usual: this team's last kind and place, whoever holds the phone, the last two hours. */
export function newDraft(team: TeamShown, now: number, device: number): LogDraft {
  const last = team.newest[0]?.activity.log ?? null;
  const isKnown = (kind: string) => team.kinds.some(({ id }) => id === kind);
  return {
    id: activityId(device),
    team: team.team,
    corrects: null,
    kind: last && isKnown(last.kind) ? last.kind : (team.kinds.length === 1 && team.kinds[0]?.id) || null,
    place: last && team.places.some(({ id }) => id === last.place) ? last.place : null,
    span: lastHours(now),
    people: team.members.some(({ who }) => who === team.account) ? { [team.account]: null } : {},
    helped: 0,
    photos: [],
    rating: null,
    opinion: '',
    form: {},
    signature: null,
    isUnsigned: false,
  };
}

/** Of a record that is to be mended; it is signed anew. */
export function correctionOf({ activity, opinion, form }: ActivityItem, device: number): LogDraft {
  const { log } = activity;
  const span = spanOf(log.start, log.end);
  const whole = lengthOf(span);
  return {
    id: activityId(device),
    team: log.team,
    corrects: log.id,
    kind: log.kind,
    place: log.place,
    span,
    people: Object.fromEntries(log.people.map(({ who, minutes }) => [who, minutes === whole ? null : minutes])),
    helped: log.helped,
    photos: activity.attachments.flatMap(({ claim, photo }) =>
      photo ? [{ ...claim, blob: null, photo, thumb: null, size: 0 }] : [],
    ),
    rating: log.rating ?? null,
    opinion: opinion ?? '',
    form: answersOf(form),
    signature: null,
    isUnsigned: false,
  };
}

/** As JSON of the fields that were filled in, in the form's order. */
export function formText(kind: ActivityKind | undefined, form: Record<string, string>): string | null {
  if (!kind?.form) return null;
  const fields = kind.form.fields.flatMap(({ id, type }): [string, string | number | boolean][] => {
    const value = (form[id] ?? '').trim();
    if (value === '') return [];
    if (type === 'number') return [[id, Number(value)]];
    return [[id, type === 'yesNo' ? value === 'yes' : value]];
  });
  return JSON.stringify(Object.fromEntries(fields));
}

/** The other way round. Whatever cannot be read is asked for again. */
export function answersOf(form: string | undefined): Record<string, string> {
  if (!form) return {};
  try {
    const answers = JSON.parse(form) as Record<string, string | number | boolean>;
    const word = (answer: string | number | boolean) =>
      typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : String(answer);
    return Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, word(answer)]));
  } catch {
    return {};
  }
}

export const minutesOf = (draft: LogDraft, who: string): number => {
  const whole = lengthOf(draft.span);
  return Math.min(draft.people[who] ?? whole, whole);
};

/** As it is sent, without what was signed. Persons stand in the roster's order. */
export function activityOf(draft: LogDraft, team: TeamShown): NewActivity {
  const instants = instantsOf(draft.span) ?? { start: 0, end: 0 };
  const kind = team.kinds.find(({ id }) => id === draft.kind);
  const opinion = draft.opinion.trim().normalize('NFC');
  const form = formText(kind, draft.form);
  return {
    id: draft.id,
    team: draft.team,
    kind: draft.kind ?? '',
    place: draft.place ?? '',
    start: written(instants.start),
    end: written(instants.end),
    people: [...new Set([...team.members.map(({ who }) => who), ...Object.keys(draft.people)])]
      .filter((who) => who in draft.people)
      .map((who) => ({ who, minutes: minutesOf(draft, who) })),
    helped: draft.helped,
    attachments: draft.photos.map(({ sha, use }) => ({ sha, use })),
    ...(draft.rating ? { rating: draft.rating } : {}),
    ...(opinion ? { opinion } : {}),
    ...(form === null ? {} : { form }),
    ...(draft.corrects ? { corrects: draft.corrects } : {}),
  };
}
