// What the hub sends. The server's types are the other half of this file: change both or none.
export type Status = 'baselineUnconfirmed' | 'missed' | 'behind' | 'noData' | 'atRisk' | 'onTrack' | 'nothingDue';
export type Ring = 'government' | 'living' | 'health' | 'culture' | 'welfare' | 'security';
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
  coverage: Coverage;
  cells: Record<string, unknown>;
}

export interface Coverage {
  reporting: number;
  of: number;
  /** Names of the child places that are not heard; their rows stay at their last values. */
  missing: string[];
}

export interface Head {
  place: string;
  name: string;
  planNumber: string;
  planVersion: number;
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

export interface PlaceCell {
  id: string;
  name: string;
  shortName: string;
  kind: 'street' | 'community';
  rank: number | null;
  status: Status;
  owed: number;
  due: number;
  daysOverdue: number;
  /** Six, in the document's order. */
  rings: PlaceRing[];
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
  rank: number | null;
  step: LineStep | null;
  lead: { name: string; person: string | null };
  forecast: Forecast | null;
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
}
