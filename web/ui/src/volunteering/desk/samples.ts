import type { AllowanceSheet, TeamsOverview, TeamStanding } from '../../http/api';

/** Of tests. */
export const team = (id: string, more: Partial<TeamStanding>): TeamStanding => ({
  team: id,
  name: `队伍${id}`,
  place: { id: 's1c1', name: '戊院社区', kind: 'community' },
  line: 'youth-team',
  lineName: '志愿者流动队',
  stage: 'completed',
  standing: 'active',
  isSilent: false,
  members: 8,
  crew: [],
  month: { activities: 0, people: 0, minutes: 0, rated: 0, satisfied: 0 },
  ...more,
});

export const overview = (teams: TeamStanding[]): TeamsOverview => ({
  now: '2013-11-12T14:32:08+08:00',
  teams,
  crafts: [
    { id: 'student', name: '大中专学生', englishName: 'Student', standard: 0, lines: [] },
    { id: 'medic', name: '青年医护', englishName: 'Medic', standard: 0, lines: [] },
  ],
  kinds: [],
  silentDays: 14,
  isCut: false,
});

export const sheet = (): AllowanceSheet => ({
  month: '2013-11-01',
  thisMonth: '2013-11-01',
  allowance: { fenPerStreet: 300_000, fenPerVolunteer: 8_300, since: '2013-09-01' },
  reckoned: 36,
  rows: [
    {
      street: 's1',
      name: '花园路街道',
      dueFen: 300_000,
      teams: 2,
      volunteers: 30,
      sums: { activities: 4, people: 7, minutes: 480, rated: 2, satisfied: 2 },
    },
    {
      street: 's2',
      name: '北林路街道',
      dueFen: 300_000,
      teams: 1,
      volunteers: 10,
      sums: { activities: 1, people: 2, minutes: 120, rated: 0, satisfied: 0 },
    },
  ],
  isCut: false,
});

/** Of a plan that has none. */
export const unplanned = (): AllowanceSheet => {
  const { month, thisMonth, isCut } = sheet();
  return { month, thisMonth, isCut, rows: [] };
};
