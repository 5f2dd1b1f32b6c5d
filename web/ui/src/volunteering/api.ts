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

export const readTeams = async () => (await read('/api/v1/volunteer-teams')).teams;

export const readTeam = (team: string) => read('/api/v1/volunteer-teams/{team}', { path: { team } });
