import type { Photo } from '../http/api';
import { readFrom } from '../http/request';

export interface TeamItem {
  team: string;
  name: string;
  line: string;
  place: string;
  isLeader: boolean;
}

export interface TeamMember {
  who: string;
  name: string;
  craft: string | null;
}

export interface FormField {
  id: string;
  name: string;
  type: 'text' | 'lines' | 'number' | 'choice' | 'yesNo';
  isRequired: boolean;
  choices: string[];
}

export interface ActivityKind {
  id: string;
  name: string;
  englishName: string;
  needsResident: boolean;
  form: { name: string; fields: FormField[] } | null;
}

export interface ActivityPlace {
  id: string;
  name: string;
  street: string | null;
  /** Pinyin: initials and in full, lower case. */
  keys: string[];
}

export interface AttachmentClaim {
  sha: string;
  use: 'photo' | 'page';
}

export const ratings = ['verySatisfied', 'satisfied', 'fair', 'dissatisfied', 'veryDissatisfied'] as const;
export type Rating = (typeof ratings)[number];

export type Stage =
  'correcting' | 'incomplete' | 'complete' | 'approved' | 'returned' | 'superseded' | 'withdrawn' | 'void';

export interface ActivityLog {
  id: string;
  team: string;
  kind: string;
  place: string;
  start: string;
  end: string;
  people: { who: string; minutes: number }[];
  helped: number;
  attachments: AttachmentClaim[];
  rating: Rating | null;
  clockMinutes: number;
  corrects: string | null;
}

export interface ActivityItem {
  activity: {
    log: ActivityLog;
    stage: Stage;
    received: { by: string; at: string };
    attachments: { claim: AttachmentClaim; photo: Photo | null }[];
    reviewed: { by: string; at: string } | null;
    reason: string | null;
    by: string | null;
  };
  /** Of who returned or approved it. */
  reviewer: string | null;
  opinion: string | null;
}

export interface TeamShown {
  team: string;
  name: string;
  line: string;
  place: string;
  /** Business time. */
  now: string;
  /** The caller's own id as a volunteer. */
  account: string;
  isLeader: boolean;
  members: TeamMember[];
  month: { activities: number; people: number; minutes: number; rated: number; satisfied: number };
  ownMinutes: number;
  newest: ActivityItem[];
  kinds: ActivityKind[];
  places: ActivityPlace[];
  mostHours: number;
  mostDaysLate: number;
}

/** What is sent of an activity; photos come after it. */
export interface NewActivity extends Omit<ActivityLog, 'rating' | 'clockMinutes' | 'corrects'> {
  rating?: Rating;
  opinion?: string;
  signature?: { strokes: string; recordHash: string };
  form?: string;
  clockMinutes?: number;
  corrects?: string;
}

export const activitiesPath = '/api/v1/activities';
export const uploadsPath = `${activitiesPath}/uploads`;

export const readTeams = async () => (await readFrom<{ teams: TeamItem[] }>('/api/v1/volunteer-teams')).teams;

export const readTeam = (team: string) => readFrom<TeamShown>(`/api/v1/volunteer-teams/${encodeURIComponent(team)}`);
