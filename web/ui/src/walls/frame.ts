// What the hub sends. The server's types are the other half of this file: change both or none.
export type Status = 'baselineUnconfirmed' | 'missed' | 'behind' | 'noData' | 'atRisk' | 'onTrack' | 'nothingDue';
export type Ring = 'government' | 'living' | 'health' | 'culture' | 'welfare' | 'security';
/** The document's. */
export const ringOrder: readonly Ring[] = ['government', 'living', 'health', 'culture', 'welfare', 'security'];
export type Stage = 'planned' | 'prepared' | 'delivered' | 'completed' | 'filed' | 'accepted';

/** Where a screen stands: numbers of another epoch cannot be compared. */
export interface Seen {
  epoch: number;
  n: number;
}

export interface Frame extends Seen {
  /** Replaces every cell; otherwise cells are merged and a null cell is removed. */
  full: boolean;
  place: string;
  /** Business time of the data, ISO 8601 in UTC. */
  asOf: string;
  /** Business date in Asia/Shanghai, yyyy-MM-dd. */
  today: string;
  mode: 'rehearsal' | 'live';
  speed: number;
  paused: boolean;
  phase: 'starting' | 'running';
  /** The last picture of before, while the new one is not whole yet. */
  kept: boolean;
  coverage: Coverage;
  cells: Record<string, unknown>;
}

export interface Coverage {
  reporting: number;
  of: number;
  /** Names of the child places that are not heard; their rows stay at their last values. */
  missing: string[];
}

export type PlaceKind = 'district' | 'street' | 'community';

/** A place that can be gone to. */
export interface PlaceLink {
  id: string;
  name: string;
  kind: PlaceKind;
}

export interface Head {
  place: string;
  kind: PlaceKind;
  name: string;
  planNumber: string;
  planVersion: number;
  /** The places above, the topmost first; empty at the top. */
  path: PlaceLink[];
}

export interface LineCounts {
  missed: number;
  behind: number;
  atRisk: number;
  onTrack: number;
  noData: number;
  unconfirmed: number;
  nothingDue: number;
}

export interface NextDue {
  due: string;
  days: number;
  missing: number;
  /** The date by which the present pace meets it. */
  forecast: string | null;
  late: boolean;
}

export interface Headline {
  owed: number;
  /** Of the owed: reported and waiting for acceptance. */
  waiting: number;
  childrenBehind: number;
  childrenAnswering: number;
  owedYesterday: number;
  acceptedToday: number;
  acceptedThisWeek: number;
  acceptedLastWeek: number;
  lines: LineCounts;
  next: NextDue | null;
}

export interface PlaceRing {
  ring: Ring;
  status: Status;
  owed: number;
}

export interface LineMark {
  line: string;
  status: Status;
  owed: number;
}

/** Key `place/{id}` for a child of the region; key `own` for what the region itself answers for. */
export interface PlaceCell {
  id: string;
  name: string;
  shortName: string;
  kind: PlaceKind;
  rank: number | null;
  status: Status;
  owed: number;
  due: number;
  daysOverdue: number;
  /** Six, in the document's order. */
  rings: PlaceRing[];
  /** What was owed at the end of each of the last seven days, and now: eight figures, the oldest first. */
  week: number[];
  /** Every line, in the document's order; empty on the district's wall, which shows rings. */
  lines: LineMark[];
  /** Reported as completed, not accepted. */
  waiting: number;
  /** The last day on which anything was reported; null: nothing yet. */
  heard: string | null;
  /** Since when it is silent on all that it is asked for; null: it is not. */
  silentSince: string | null;
}

export interface LineStep {
  id: string;
  label: string;
  due: string;
  stage: Stage;
  cumulative: number;
  reached: number;
}

export type Forecast = { kind: 'few' } | { kind: 'range'; from: string; to: string | null };

export interface LineCell {
  id: string;
  order: number;
  ring: Ring;
  name: string;
  shortName: string;
  englishName: string;
  unit: string;
  status: Status;
  owed: number;
  due: number;
  met: number;
  daysOverdue: number;
  waiting: number;
  /** Items that passed acceptance. */
  accepted: number;
  /** Items that the plan asks for in the end. */
  wanted: number;
  /** Of these, by today. */
  planned: number;
  rank: number | null;
  step: LineStep | null;
  lead: { name: string; person: string | null };
  forecast: Forecast | null;
  /** Since when nothing is heard, past two of its rhythms; null: it is not silent. */
  silentSince: string | null;
  /** To its open alerts; null: there are none that ask for one. */
  reply: LineReply | null;
}

/** What was said to the open alerts of a line: the worst of it, to how many, and of promises the last day. */
export interface LineReply {
  kind: 'escalated' | 'lapsed' | 'unacknowledged' | 'acknowledged';
  count: number;
  on: string | null;
}

/** Key `ring/{ring}`: the lines of one ring together; unconfirmed lines are in no figure. */
export interface RingCell {
  ring: Ring;
  status: Status;
  owed: number;
  accepted: number;
  waiting: number;
  wanted: number;
  planned: number;
  /** In the document's order. */
  lines: LineMark[];
  /** The next date of the ring's lines, all that falls due on it together. */
  next: { due: string; days: number; reached: number; cumulative: number } | null;
}

export interface TodayFacts {
  registered: number;
  progressed: number;
  completed: number;
  accepted: number;
  returned: number;
}

export interface UpcomingDue {
  due: string;
  days: number;
  /** Short names of the lines. */
  lines: string[];
  label: string;
  missing: number;
  /** At most six, those that lack most first. */
  steps: UpcomingStep[];
}

export interface UpcomingStep {
  line: string;
  shortName: string;
  englishName: string;
  label: string;
  reached: number;
  cumulative: number;
}
