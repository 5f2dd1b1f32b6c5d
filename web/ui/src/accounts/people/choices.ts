import { shallowReactive } from 'vue';
import { read } from '../../http/request';
import { readRehearsal } from '../../rehearsal/rehearsal';
import { businessDate } from '../../time/dates';
import type { Grant, Line, PlaceView as PlaceChoice, RoleView as RoleChoice, Scope } from '../../http/api';

export type { PlaceView as PlaceChoice, RoleView as RoleChoice } from '../../http/api';
export type LineChoice = Pick<Line, 'id' | 'name' | 'englishName'>;

/** What a grant is made of, for whoever gives it. */
export interface Choices {
  roles: RoleChoice[];
  places: PlaceChoice[];
  lines: LineChoice[];
  /** A team leader's own; null: any may be looked for. */
  teams: string[] | null;
  /** The business date. */
  today: string;
}

/** The server decides; here is offered only what it would not refuse. */
export async function readChoices(): Promise<Choices> {
  const [caller, roles, rehearsal] = await Promise.all([
    read('/api/v1/session'),
    read('/api/v1/people/roles'),
    readRehearsal(),
  ]);
  const today = businessDate(Date.parse(rehearsal.now));
  if (!caller.permissions.includes('administer')) {
    const teams = caller.grants.filter(({ role }) => role === 'teamLeader').map(({ team }) => team ?? '');
    const volunteers = roles.items.filter(({ role }) => role === 'volunteer');
    return { roles: volunteers, places: [], lines: [], teams: [...new Set(teams)], today };
  }
  const [places, plan] = await Promise.all([read('/api/v1/places'), read('/api/v1/plan').catch(() => ({ lines: [] }))]);
  return { roles: roles.items, places: places.items, lines: plan.lines, teams: null, today };
}

/** Names of teams, as far as they were asked for; a team leader may not read facilities and sees the id. */
const names = shallowReactive(new Map<string, string>());

export function teamName(id: string): string {
  const known = names.get(id);
  if (known !== undefined) return known;
  names.set(id, id);
  read('/api/v1/facilities/{id}', { path: { id } }).then(
    ({ name }) => names.set(id, name),
    () => undefined,
  );
  return id;
}

export const needs = (scope: Scope | undefined, part: 'place' | 'line' | 'team'): 'yes' | 'may' | 'no' => {
  if (scope === part) return 'yes';
  if (scope === 'any' && part !== 'team') return 'may';
  return scope === 'line' && part === 'place' ? 'may' : 'no';
};

/** Without what the role is not limited by. */
export function trimmed(grant: Grant, scope: Scope | undefined): Grant {
  const kept: Grant = { role: grant.role, from: grant.from };
  for (const part of ['place', 'line', 'team'] as const)
    if (needs(scope, part) !== 'no' && grant[part]) kept[part] = grant[part];
  if (grant.until) kept.until = grant.until;
  return kept;
}
