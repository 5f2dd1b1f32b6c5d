import type { Permission } from '../http/api';
import { openRound, type Case, type Facility } from './acceptance';

export type Deed = 'report' | 'pass' | 'sendBack' | 'takeBack' | 'retract' | 'plan' | 'replan' | 'callOff';

/** What has to be said with it. */
export const isTold = (deed: Deed) => !['report', 'pass', 'plan', 'replan'].includes(deed);

/** 已报竣 and not accepted: what a wrong report can be taken back from. */
export const isReported = ({ stage, standing }: Facility) =>
  (stage === 'completed' || stage === 'filed') && standing === 'active';

/** Whether an account had a hand in it, so that somebody else has to go on. */
export function isOwn(of: Case | null, account: string | undefined): boolean {
  const round = openRound(of);
  return round !== null && account !== undefined && round.report.by === `account:${account}`;
}

/** What may be done now, the next step first; the silo decides. */
export function deedsOf(
  facility: Facility,
  of: Case | null,
  may: (permission: Permission) => boolean,
  account: string | undefined,
): Deed[] {
  const round = openRound(of);
  if (round === null) {
    const isToReport =
      facility.stage !== 'accepted' && facility.standing !== 'withdrawn' && facility.standing !== 'suspended';
    if (!isToReport || !may('report')) return [];
    return isReported(facility) ? ['report', 'retract'] : ['report'];
  }
  const deeds: Deed[] = [];
  const own = isOwn(of, account);
  if (round.waits === 'check' && may('arrange') && !own) deeds.push('pass', 'sendBack');
  if (round.waits === 'plan' && may('plan')) deeds.push('plan');
  if (round.waits === 'inspect' && !round.isBegun && may('plan')) deeds.push('replan');
  if (own && !round.isBegun && round.waits !== 'settle' && may('report')) deeds.push('takeBack');
  if (round.waits !== 'settle' && may('plan')) deeds.push('callOff');
  return deeds;
}

/** Where whoever signs in begins: at what waits for them. */
export function firstTab(may: (permission: Permission) => boolean): 'report' | 'check' | 'plan' | 'inspect' {
  if (may('plan')) return 'plan';
  if (may('verify')) return 'inspect';
  if (may('report') && !may('arrange')) return 'report';
  return may('arrange') ? 'check' : 'plan';
}
