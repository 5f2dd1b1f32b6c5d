import type { ActivityBody, Satisfaction } from '../http/api';
import { read } from '../http/request';

export type {
  ActivityItem,
  ActivityKind,
  ActivityLog,
  ActivityPlace,
  ActivityStage as Stage,
  AttachmentClaim,
  FormField,
  OwnTeam as TeamItem,
  TeamMemberShown as TeamMember,
  TeamShown,
} from '../http/api';

/** What is sent of an activity; photos come after it. */
export type NewActivity = ActivityBody & Required<Pick<ActivityBody, 'attachments' | 'helped'>>;

export const ratings = ['verySatisfied', 'satisfied', 'fair', 'dissatisfied', 'veryDissatisfied'] as const;
export type Rating = NonNullable<Satisfaction>;

export const activitiesPath = '/api/v1/activities';
export const uploadsPath = `${activitiesPath}/uploads`;

/** Where a list of activities or records goes on. */
export interface PageEnd {
  key?: string;
  row: string;
}

export const endOf = (next: { key?: string | null; row: string } | null | undefined): PageEnd | null =>
  next ? { row: next.row, ...(next.key ? { key: next.key } : {}) } : null;

export const afterOf = (end: PageEnd | null) =>
  end ? { afterRow: end.row, ...(end.key ? { afterKey: end.key } : {}) } : {};

export const readTeams = async () => (await read('/api/v1/volunteer-teams')).teams;

export const readTeam = (team: string) => read('/api/v1/volunteer-teams/{team}', { path: { team } });
