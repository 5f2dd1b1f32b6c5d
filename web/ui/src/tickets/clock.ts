import { businessDate, hourMinute } from '../time/dates';
import { clocks, nextOf, type Clock, type Ticket, type TimeLimit } from './tickets';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

/** A word of the dictionary and what fills it. */
export interface Words {
  key: string;
  of: Record<string, number | string>;
}

const pad = (n: number) => String(n).padStart(2, '0');

/** 剩 38 分, 剩 2 小时 05 分, 还有 1 天; 超 2 小时 05 分, 超 3 天. Never more left than there is, never less late. */
export function clockWords(due: number, now: number): Words {
  const isLate = due <= now;
  const span = Math.abs(due - now);
  const way = isLate ? 'over' : 'left';
  if (span >= day) return { key: `tickets.clock.${way}Days`, of: { n: Math.floor(span / day) } };
  if (span < hour) return { key: `tickets.clock.${way}Minutes`, of: { n: Math.floor(span / minute) } };
  return {
    key: `tickets.clock.${way}Hours`,
    of: { h: Math.floor(span / hour), m: pad(Math.floor((span % hour) / minute)) },
  };
}

/** With more left than this nothing is at risk, in milliseconds. */
export const riskAtMost = 4 * hour;

/** Behind once it is past; at risk when less than a quarter of its time is left, or less than four hours of a long one. */
export function statusOf(due: number, now: number, limitMinutes: number): 'onTrack' | 'atRisk' | 'behind' {
  if (due <= now) return 'behind';
  return due - now < Math.min((limitMinutes * minute) / 4, riskAtMost) ? 'atRisk' : 'onTrack';
}

/** By the clock that runs out next; `of`: of these clocks alone, as a unit has but its own. */
export function standingOf(ticket: Pick<Ticket, 'dues' | 'limits'>, now: number, of: readonly Clock[] = clocks) {
  const next = nextOf(ticket, of);
  if (!next) return null;
  const status = statusOf(next.due, now, ticket.limits[next.clock].minutes);
  return { ...next, status, words: clockWords(next.due, now) };
}

/** As a list marks a ticket. */
export type Mark = 'missed' | 'behind' | 'atRisk' | 'onTrack' | 'nothingDue';

/** As a list marks it: 办结超时 once it had to be finished, else as its next clock stands. Null: none runs. */
export function markOf(ticket: Pick<Ticket, 'dues' | 'limits'>, now: number) {
  const { finish } = ticket.dues;
  return finish && Date.parse(finish) <= now ? ('missed' as const) : (standingOf(ticket, now)?.status ?? null);
}

/** 15 分钟, 24 小时, 5 个工作日. */
export function limitWords({ minutes, isWork }: TimeLimit): Words {
  if (isWork && minutes % 1_440 === 0) return { key: 'tickets.limits.workdays', of: { n: minutes / 1_440 } };
  const [key, n] = minutes % 60 === 0 ? ['hours', minutes / 60] : ['minutes', minutes];
  return { key: `tickets.limits.${isWork ? 'work' : ''}${key}`, of: { n } };
}

/** The day and the time of a limit: to the end of a day it is that day's 24:00, and not the next one's beginning. */
export function limitMoment(due: number): { date: string; time: string } {
  const [before, date] = [businessDate(due - 1), businessDate(due)];
  return before === date ? { date, time: hourMinute(due) } : { date: before, time: '24:00' };
}

/** mm:ss, from an hour on h:mm:ss. */
export function elapsedWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60), seconds % 60];
  return h > 0 ? `${h}:${pad(m)}:${pad(s)}` : `${pad(m)}:${pad(s)}`;
}

export const clockWord = (clock: Clock) => `tickets.clocks.${clock}`;
