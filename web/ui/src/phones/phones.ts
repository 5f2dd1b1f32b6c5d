import { command, post, read, remove } from '../http/request';

export type {
  InvitationItem as Invitation,
  MemberItem as Member,
  OwnPhone,
  PhoneItem as Phone,
  Preview,
  ShownInvitation,
  TeamView as Team,
} from '../http/api';

export interface Draft {
  /** Of a new volunteer; null: `account` has one. */
  name: string | null;
  account: string | null;
  until: string;
  others: 'stay' | 'end';
}

const path = '/api/v1/phones';
const one = `${path}/teams/{team}` as const;

export const readTeams = async () => (await read(`${path}/teams`)).items;

export const readTeam = (team: string) => read(one, { path: { team } });

export function invite(team: string, { name, account, until, others }: Draft) {
  const body = account ? { account, until, others } : { until, ...(name === null ? {} : { name }) };
  return post(`${one}/invitations`, { path: { team }, body });
}

export const cancelInvitation = (team: string, id: string) => remove(`${one}/invitations/{id}`, { path: { team, id } });

export const extendPhone = (team: string, id: string, until: string) =>
  post(`${one}/phones/{id}/extension`, { path: { team, id }, body: { until } });

export const revokePhone = (team: string, id: string) => remove(`${one}/phones/{id}`, { path: { team, id } });

export const removeMember = (team: string, account: string) =>
  command(`${one}/members/{account}/removal`, { path: { team, account }, body: {} });

/** By POST: what the link holds is in no address, so in no log. */
export const previewEnrolment = (token: string, claim: string) => post(`${path}/preview`, { body: { token, claim } });

export const enrol = (token: string, claim: string) => post(`${path}/enrolment`, { body: { token, claim } });

/** Rejects with 401 where the phone is enrolled no more, with 404 where it never was. */
export const readOwn = () => read(`${path}/own`);
