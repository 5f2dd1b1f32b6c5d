import type { AlertLevel, Pace, QueuedMessage, ReceiverTopic, ReceiverView, Rung } from '../http/api';
import { command, read } from '../http/request';

/** What a receiver hears of; left out: alerts. */
export type Topic = NonNullable<ReceiverTopic>;

export type {
  Channel,
  Pace,
  QueuedMessage as Message,
  ReceiverView as Receiver,
  TargetView as Target,
} from '../http/api';

const path = '/api/v1/receivers';
const of = `${path}/{id}` as const;

export const paces: readonly Pace[] = ['atOnce', 'daytime', 'morning'];

export const topics: readonly Topic[] = ['alerts', 'cityTickets'];

export const topicOf = ({ terms }: ReceiverView): Topic => terms.topic ?? 'alerts';

export const readReceivers = (closed: boolean) => read(path, { query: { closed: closed ? 'true' : null } });

export const readTargets = () => read(`${path}/targets`);

export const readDeliveries = () => read('/api/v1/deliveries');

/** As it is filled in. */
export interface Draft {
  name: string;
  target: string;
  topic: Topic;
  pace: Pace;
  place: string;
  /** Empty: of every line. */
  line: string;
  level: AlertLevel;
  from: Rung;
  quietFrom: string;
  quietUntil: string;
}

/** What a receiver hears now, or what a new one usually does: everything of the district, at once. */
export function draftOf(receiver: ReceiverView | null, district: string): Draft {
  const terms = receiver?.terms;
  return {
    name: terms?.name ?? '',
    target: terms?.target ?? '',
    topic: terms?.topic ?? 'alerts',
    pace: terms?.pace ?? 'atOnce',
    place: terms?.place ?? district,
    line: terms?.line ?? '',
    level: terms?.level ?? 'notice',
    from: terms?.from ?? 'community',
    quietFrom: terms?.quiet?.from.slice(0, 5) ?? '20:00',
    quietUntil: terms?.quiet?.until.slice(0, 5) ?? '07:30',
  };
}

/** Only who hears in the daytime has hours of quiet. Stages of the city's tickets go to a program, of the whole district. */
export function bodyOf({ line, quietFrom, quietUntil, ...draft }: Draft, district: string) {
  if (draft.topic === 'cityTickets') return { ...draft, pace: 'atOnce' as const, place: district };
  return {
    ...draft,
    ...(line ? { line } : {}),
    ...(draft.pace === 'daytime' ? { quiet: { from: quietFrom, until: quietUntil } } : {}),
  };
}

export const add = (draft: Draft, district: string) => command(path, { body: bodyOf(draft, district) });

export const correct = (id: string, draft: Draft, district: string) =>
  command(`${of}/correction`, { path: { id }, body: bodyOf(draft, district) });

export const close = (id: string, reason: string) => command(`${of}/closure`, { path: { id }, body: { reason } });

export const test = (id: string) => command(`${of}/test`, { path: { id }, body: {} });

export const resend = (id: string, number: number) =>
  command('/api/v1/deliveries/{id}/resend', { path: { id }, body: { number } });

export const giveUp = (id: string, number: number) =>
  command('/api/v1/deliveries/{id}/give-up', { path: { id }, body: { number } });

/** One row of the queue. */
export interface Row {
  key: string;
  receiver: ReceiverView;
  /** `sending`: under way, and not waiting for another try. */
  is: 'dead' | 'retried' | 'sending' | 'waiting';
  /** Null: it is not put together yet. */
  message: QueuedMessage | null;
  alerts: number;
  /** When it was given up, is tried next, or leaves; null: when another has been taken. */
  at: string | null;
}

export type State = Row['is'];
/** What asks for somebody first. */
export const states: readonly State[] = ['dead', 'retried', 'sending', 'waiting'];

export function rowsOf(receivers: readonly ReceiverView[]): Row[] {
  const rows = receivers.flatMap((receiver): Row[] => {
    const { id, out, dead, waiting, more, due } = receiver;
    const row = (is: State, message: QueuedMessage | null, alerts: number, at: string | null): Row => ({
      key: `${id} ${is} ${message?.number ?? ''}`,
      receiver,
      is,
      message,
      alerts,
      at,
    });
    return [
      ...dead.map((one) => row('dead', one, one.alerts + one.more, one.since)),
      ...(out ? [row(out.next ? 'retried' : 'sending', out, out.alerts + out.more, out.next ?? out.since)] : []),
      ...(waiting + more > 0 ? [row('waiting', null, waiting + more, due ?? null)] : []),
    ];
  });
  return rows.sort((a, b) => states.indexOf(a.is) - states.indexOf(b.is) || (a.at ?? '9').localeCompare(b.at ?? '9'));
}
