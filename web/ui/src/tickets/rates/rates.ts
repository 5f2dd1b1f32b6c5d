import type { UnitRate, UnitRates } from '../../http/api';
import { read } from '../../http/request';

export type { UnitRate, UnitRates } from '../../http/api';

/** Months that can be looked at, this one included. */
export const spans = [1, 3, 6, 12] as const;
export type Months = (typeof spans)[number];

export const monthsOf = (asked: unknown): Months => spans.find((one) => String(one) === asked) ?? 3;

export const readRates = (months: Months) => read('/api/v1/tickets/rates', { query: { months } });

/** A rate and of how many it is. */
export interface Rate {
  /** As it is written, e.g. 96.2%; null: there is nothing that it could be of. */
  words: string | null;
  n: number;
  /** Of so few one more or less changes much. */
  isFew: boolean;
}

const few = 10;

export function rateOf(part: number, n: number): Rate {
  if (n === 0) return { words: null, n, isFew: false };
  // Rounded down: 100% is said of all alone.
  const tenths = Math.floor((part * 1_000) / n);
  const words = tenths % 10 === 0 ? `${tenths / 10}%` : `${(tenths / 10).toFixed(1)}%`;
  return { words, n, isFew: n < few };
}

/** 响应率, 解决率, 满意率. */
export const ratesOf = ({ contacted, contactDue, solved, unsolved, satisfied, rated }: UnitRates) => ({
  response: rateOf(contacted, contactDue),
  solution: rateOf(solved, solved + unsolved),
  satisfaction: rateOf(satisfied, rated),
});

/** Streets, then lead units; the order of each is the server's. */
export const groupsOf = (units: readonly UnitRate[]) =>
  [
    { kind: 'streets' as const, units: units.filter(({ line }) => line === undefined) },
    { kind: 'leads' as const, units: units.filter(({ line }) => line !== undefined) },
  ].filter((group) => group.units.length > 0);
