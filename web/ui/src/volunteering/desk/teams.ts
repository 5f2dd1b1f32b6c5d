import type { AllowanceSheet, CrewPlace, PlaceLink, TeamStanding, TeamsOverview } from '../../http/api';
import { addressOf, read } from '../../http/request';
import { daysBetween } from '../../time/dates';
import type { Status } from '../../walls/frame';

export type { AllowanceSheet, TeamStanding, TeamsOverview };

const path = '/api/v1/volunteer-teams';

export const readOverview = () => read(`${path}/overview`);

export const readAllowances = (month: string | null) =>
  read(`${path}/allowances`, { query: month === null ? {} : { month } });

export const tableAddress = (month: string, format: 'xlsx' | 'csv') =>
  addressOf(`${path}/allowances/table`, { query: { month, format } });

/** How a team stands, for its mark and its words. */
export type Standing = 'silent' | 'suspended' | 'withdrawn' | 'building' | 'quiet' | 'active';

const built: readonly TeamStanding['stage'][] = ['completed', 'accepted', 'filed'];

export function standingOf(team: TeamStanding): Standing {
  if (team.isSilent) return 'silent';
  if (team.standing === 'suspended' || team.standing === 'withdrawn') return team.standing;
  if (!built.includes(team.stage)) return 'building';
  return team.newest ? 'active' : 'quiet';
}

export const marks: Record<Standing, Status> = {
  silent: 'behind',
  suspended: 'noData',
  withdrawn: 'noData',
  building: 'nothingDue',
  quiet: 'nothingDue',
  active: 'onTrack',
};

/** Of crafts that the plan asks of it, those of which it has too few. */
export const lacking = ({ crew }: TeamStanding): CrewPlace[] => crew.filter(({ members, needed }) => members < needed);

/** Days since it was heard; null: it never was. */
export const quietDays = (team: TeamStanding, today: string): number | null =>
  team.newest ? daysBetween(team.newest, today) : null;

/** Silent ones first: of whom nobody ever heard, then the longest; of the rest those that have something to mend. */
export function inOrder(teams: readonly TeamStanding[]): TeamStanding[] {
  const rank = (team: TeamStanding) => (team.isSilent ? 0 : lacking(team).length > 0 ? 1 : 2);
  const newest = (team: TeamStanding) => (team.isSilent ? (team.newest ?? '') : '');
  return [...teams].sort((a, b) => rank(a) - rank(b) || compare(newest(a), newest(b)));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export interface Group {
  street: PlaceLink | null;
  teams: TeamStanding[];
  silent: number;
}

/** By street, the one with most silent teams first; else as the server has them. */
export function grouped(teams: readonly TeamStanding[]): Group[] {
  const groups = new Map<string, Group>();
  for (const team of teams) {
    const key = team.street?.id ?? '';
    const group = groups.get(key) ?? { street: team.street ?? null, teams: [], silent: 0 };
    group.teams.push(team);
    if (team.isSilent) group.silent++;
    groups.set(key, group);
  }
  return [...groups.values()]
    .map((group) => ({ ...group, teams: inOrder(group.teams) }))
    .sort((a, b) => b.silent - a.silent);
}

/** Months from the first that is due to this one, newest first; at most four years of them. */
export function monthsOf({ allowance, thisMonth }: AllowanceSheet): string[] {
  const months: string[] = [];
  const since = (allowance?.since ?? thisMonth).slice(0, 7);
  let [year, month] = thisMonth.split('-').map(Number) as [number, number];
  for (let one = thisMonth.slice(0, 7); one >= since && months.length < 48; one = monthText(year, month)) {
    months.push(one);
    if (--month === 0) [year, month] = [year - 1, 12];
  }
  return months;
}

const monthText = (year: number, month: number) => `${year}-${String(month).padStart(2, '0')}`;

export interface Total {
  dueFen: number;
  teams: number;
  volunteers: number;
  activities: number;
  people: number;
  minutes: number;
}

export const totalOf = ({ rows }: AllowanceSheet): Total =>
  rows.reduce(
    (all, { dueFen, teams, volunteers, sums }) => ({
      dueFen: all.dueFen + dueFen,
      teams: all.teams + teams,
      volunteers: all.volunteers + volunteers,
      activities: all.activities + sums.activities,
      people: all.people + sums.people,
      minutes: all.minutes + sums.minutes,
    }),
    { dueFen: 0, teams: 0, volunteers: 0, activities: 0, people: 0, minutes: 0 },
  );

/** 3,000: whole yuan, or with what is left. */
export const yuan = (fen: number): string =>
  (fen / 100).toLocaleString('en', { minimumFractionDigits: fen % 100 ? 2 : 0, maximumFractionDigits: 2 });
