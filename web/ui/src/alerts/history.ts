import type { Entry, Facts, Rung, SlipReason } from './alerts';

/** What an entry of an alert's journal holds, as far as the page tells it. */
interface Data {
  finding?: { facts: Facts };
  rung?: Rung;
  next?: { rung: Rung; at: string };
  owner?: string;
  on?: string;
  reason?: string;
  note?: string;
  plan?: string;
  noPlan?: boolean;
  until?: string;
  settlesAt?: string;
}

/** What happened, in the words' own names. */
export type What =
  | 'raised'
  | 'worse'
  | 'changed'
  | 'acknowledged'
  | 'planned'
  | 'lapsed'
  | 'lapsedNoPlan'
  | 'escalated'
  | 'silenced'
  | 'unsilenced'
  | 'met'
  | 'relapsed'
  | 'resolved'
  | 'closed'
  | 'dropped'
  | 'released'
  | 'unknown';

export interface Told {
  version: number;
  what: What;
  /** As it is stored, for what this page does not know. */
  type: string;
  at: string;
  actor: string;
  /** From 1. */
  episode: number;
  facts: Facts | null;
  /** What was found before it, of the same episode. */
  before: Facts | null;
  rung: Rung | null;
  /** A day that was named: promised by, silent until, over on. */
  day: string | null;
  owner: string | null;
  reason: SlipReason | null;
  /** People's own words. */
  said: string[];
}

const reasonsOf = new Set(['rooms', 'money', 'tender', 'staff', 'residents', 'other']);
const known = new Set<string>([
  'raised',
  'changed',
  'acknowledged',
  'planned',
  'lapsed',
  'escalated',
  'silenced',
  'unsilenced',
  'met',
  'relapsed',
  'resolved',
  'closed',
  'dropped',
  'released',
]);

function whatOf(type: string, data: Data, before: Facts | null): What {
  const name = type.slice(type.indexOf('.') + 1);
  if (!known.has(name)) return 'unknown';
  if (name === 'lapsed' && data.noPlan) return 'lapsedNoPlan';
  if (name === 'changed' && before && data.finding && before.level !== data.finding.facts.level) return 'worse';
  return name as What;
}

/** That receivers have its news is nothing that happened to it. */
const untold = 'alert.told';

/** An alert's journal, the newest first; a change knows what was found before it. */
export function tell(entries: readonly Entry[]): Told[] {
  let episode = 0;
  let before: Facts | null = null;
  const lived = entries.filter(({ type }) => type !== untold);
  const told = lived.map(({ version, type, data: stored, actor, recordedAt }): Told => {
    const data = stored as Data;
    const what = whatOf(type, data, before);
    if (what === 'raised') [episode, before] = [episode + 1, null];
    const facts = data.finding?.facts ?? null;
    const isReason = data.reason !== undefined && what === 'acknowledged' && reasonsOf.has(data.reason);
    const one: Told = {
      version,
      what,
      type,
      at: recordedAt,
      actor,
      episode: Math.max(1, episode),
      facts,
      before,
      rung: data.rung ?? null,
      day: data.on ?? data.until ?? data.settlesAt ?? null,
      owner: data.owner ?? null,
      reason: isReason ? (data.reason as SlipReason) : null,
      said: [isReason ? undefined : data.reason, data.note, data.plan].filter((text) => text !== undefined),
    };
    before = facts ?? before;
    return one;
  });
  return told.reverse();
}
