import { describe, expect, it } from 'vitest';
import { sheet, team, unplanned } from './samples';
import { grouped, inOrder, lacking, monthsOf, quietDays, standingOf, totalOf, yuan } from './teams';

const streetOf = (id: string) => ({ id, name: id, kind: 'street' as const });
const [s1, s2] = [streetOf('s1'), streetOf('s2')] as const;
const silent = (id: string, newest?: string) => team(id, { isSilent: true, ...(newest ? { newest } : {}) });

describe('teams', () => {
  it('of whom nobody ever heard comes first, then who is silent longest, then who lacks a craft', () => {
    const full = team('full', { newest: '2013-11-01' });
    const short = team('short', { newest: '2013-11-11', crew: [{ craft: 'medic', members: 0, needed: 1 }] });
    const all = [full, short, silent('b', '2013-10-20'), silent('a', '2013-10-10'), silent('never')];
    expect(inOrder(all).map((one) => one.team)).toEqual(['never', 'a', 'b', 'short', 'full']);
  });

  it('stand by street, the one with most that are silent first', () => {
    const all = [team('a', { street: s1 }), team('b', { street: s2 }), { ...silent('c'), street: s2 }, team('d', {})];
    const found = grouped(all);
    expect(found.map(({ street, silent: n }) => [street?.id, n])).toEqual([
      ['s2', 1],
      ['s1', 0],
      [undefined, 0],
    ]);
    expect(found[0]?.teams.map((one) => one.team)).toEqual(['c', 'b']);
  });

  it('lack what the plan asks for and too few bring', () => {
    const crew = [
      { craft: 'student', members: 1, needed: 1 },
      { craft: 'medic', members: 1, needed: 2 },
      { craft: 'police', members: 0, needed: 1 },
    ];
    expect(lacking(team('a', { crew })).map(({ craft }) => craft)).toEqual(['medic', 'police']);
  });

  it('that do not stand yet, or no more, are called so, and one that was never heard is not called active', () => {
    const standings = [
      silent('a'),
      team('b', { stage: 'prepared' }),
      team('c', { standing: 'suspended' }),
      team('d', {}),
      team('e', { newest: '2013-11-11' }),
    ].map(standingOf);
    expect(standings).toEqual(['silent', 'building', 'suspended', 'quiet', 'active']);
    expect([quietDays(team('a', {}), '2013-11-12'), quietDays(silent('b', '2013-10-20'), '2013-11-12')]).toEqual([
      null,
      23,
    ]);
  });
});

describe('the allowance', () => {
  it('is asked by months from its first to this one', () => {
    expect(monthsOf(sheet())).toEqual(['2013-11', '2013-10', '2013-09']);
    expect(monthsOf({ ...sheet(), thisMonth: '2014-02-01' }).slice(0, 3)).toEqual(['2014-02', '2014-01', '2013-12']);
    expect(monthsOf(unplanned())).toEqual(['2013-11']);
  });

  it('adds up, and is written in yuan', () => {
    expect(totalOf(sheet())).toEqual({
      dueFen: 600_000,
      teams: 3,
      volunteers: 40,
      activities: 5,
      people: 9,
      minutes: 600,
    });
    expect([300_000, 8_350, 0].map(yuan)).toEqual(['3,000', '83.50', '0']);
  });
});
