import { json } from '../accounts/session';
import { command, read, remove, send } from '../http/request';

/** Days as `2013-09-26`, by the phones' own calendar. */
export interface Phone {
  id: string;
  name: string;
  enrolled: string;
  seen: string;
  /** The last day. */
  until: string;
}

export interface Member {
  account: string;
  name: string;
  phones: Phone[];
}

export interface Invitation {
  id: string;
  name: string;
  /** Absent: of a volunteer who is new. */
  account?: string;
  /** When the link is over. */
  ends: string;
  until: string;
}

export interface Team {
  id: string;
  name: string;
  today: string;
  /** The last day that a phone may be given. */
  latest: string;
  members: Member[];
  invitations: Invitation[];
}

export interface ShownInvitation {
  id: string;
  link: string;
  code: { size: number; path: string };
  ends: string;
  until: string;
}

export interface Draft {
  /** Of a new volunteer; null: `account` has one. */
  name: string | null;
  account: string | null;
  until: string;
  others: 'stay' | 'end';
}

export interface Preview {
  team: string;
  /** Masked but for its first character. */
  name: string;
  until: string;
}

export interface OwnPhone {
  account: string;
  name: string;
  team: string;
  teamName: string;
  phone: string;
  until: string;
}

const path = '/api/v1/phones';
const of = (team: string) => `${path}/teams/${encodeURIComponent(team)}`;
const phoneOf = (team: string, id: string) => `${of(team)}/phones/${encodeURIComponent(id)}`;

export const readTeams = async () => (await read<{ items: { id: string; name: string }[] }>(`${path}/teams`)).items;

export const readTeam = (team: string) => read<Team>(of(team));

export async function invite(team: string, draft: Draft): Promise<ShownInvitation> {
  const { name, account, until, others } = draft;
  const body = account ? { account, until, others } : { name, until };
  return (await (await send(`${of(team)}/invitations`, json(body))).json()) as ShownInvitation;
}

export const cancelInvitation = (team: string, id: string) =>
  remove(`${of(team)}/invitations/${encodeURIComponent(id)}`);

export const extendPhone = (team: string, id: string, until: string) =>
  send(`${phoneOf(team, id)}/extension`, json({ until }));

export const revokePhone = (team: string, id: string) => remove(phoneOf(team, id));

export const removeMember = (team: string, account: string) =>
  command(`${of(team)}/members/${encodeURIComponent(account)}/removal`, {});

/** By POST: what the link holds is in no address, so in no log. */
export async function previewEnrolment(token: string, claim: string): Promise<Preview> {
  return (await (await send(`${path}/preview`, json({ token, claim }))).json()) as Preview;
}

export const enrol = (token: string, claim: string) => send(`${path}/enrolment`, json({ token, claim }));

/** Rejects with 401 where the phone is enrolled no more, with 404 where it never was. */
export const readOwn = () => read<OwnPhone>(`${path}/own`);
