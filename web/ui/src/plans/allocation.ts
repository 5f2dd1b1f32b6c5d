import type { AllocatedStep, Allocation, AllocationView } from '../http/api';
import { command, readOrNone } from '../http/request';

export type { AllocatedStep, Allocation, AllocationView } from '../http/api';

const path = '/api/v1/lines/{id}/allocation' as const;

/** Null: the plan in force has no such line. */
export const readAllocation = (line: string): Promise<AllocationView | null> =>
  readOrNone(path, { path: { id: line } });

/** A number a street; what is empty or 0 is given nothing. */
export type Shares = Record<string, number | ''>;

export const sharesOf = (streets: readonly string[], step: Pick<AllocatedStep, 'shares'>): Shares =>
  Object.fromEntries(streets.map((street) => [street, step.shares.find((one) => one.street === street)?.number ?? '']));

export const sumOf = (shares: Shares): number =>
  Object.values(shares).reduce<number>((sum, one) => sum + Number(one), 0);

/** Whether every number is one that can be given: whole and not below 0. */
export const isWhole = (shares: Shares): boolean =>
  Object.values(shares).every((one) => one === '' || (Number.isInteger(one) && one >= 0));

const given = (streets: readonly string[], shares: Shares) =>
  streets.flatMap((street) => {
    const number = Number(shares[street] ?? 0);
    return number > 0 ? [{ street, number }] : [];
  });

export const allocate = (
  line: string,
  step: Pick<AllocatedStep, 'step' | 'version'>,
  streets: readonly string[],
  shares: Shares,
  reason: string,
) =>
  command(path, {
    path: { id: line },
    body: { step: step.step, seen: step.version, shares: given(streets, shares), reason: reason.trim() },
  });

/** The same number for everybody as far as it goes, and one more for the first ones. */
export function evenly(streets: readonly string[], total: number): Shares {
  const [each, rest] = [Math.floor(total / streets.length), total % streets.length];
  return Object.fromEntries(streets.map((street, index) => [street, each + (index < rest ? 1 : 0)]));
}

export interface ShareChange {
  street: string;
  before: number;
  now: number;
}

/** What one version changed over the one before it. */
export function changesOf(version: Allocation, versions: readonly Allocation[]): ShareChange[] {
  const before = versions.find((one) => one.step === version.step && one.version === version.version - 1);
  const numberIn = (of: Allocation | undefined, street: string) =>
    of?.shares.find((one) => one.street === street)?.number ?? 0;
  const streets = [...new Set([...version.shares, ...(before?.shares ?? [])].map(({ street }) => street))];
  return streets
    .map((street) => ({ street, before: numberIn(before, street), now: numberIn(version, street) }))
    .filter((change) => change.before !== change.now);
}
