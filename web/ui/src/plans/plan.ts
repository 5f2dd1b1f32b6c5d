import { command, read, readOrNone, upload } from '../http/request';
import type { Ring, Stage, Status } from '../walls/frame';

export interface Plan {
  number: string;
  title: string;
  version: number;
}

export interface Lead {
  name: string;
  person?: string;
}

export interface Quota {
  kind: 'each' | 'shareOfCommunities' | 'roster' | 'number';
  number: number;
  answers: 'district' | 'street' | 'community';
}

export interface Step {
  id: string;
  due: string;
  stage: Stage;
  label: string;
  quotas: Quota[];
  lead?: Lead;
}

export interface Line {
  id: string;
  order: number;
  ring: Ring;
  name: string;
  englishName: string;
  unit: string;
  lead: Lead;
  steps: Step[];
}

/** The plan in force, or an earlier version of it. */
export interface PlanDocument extends Plan {
  issuedOn: string;
  lines: Line[];
  /** Confirmed lines by id; the others are in no total. */
  baselines: Record<string, unknown>;
  /** Of the plan in force: what waits, without its document. */
  proposal?: Pick<Proposal, 'number'>;
}

export interface Version {
  version: number;
  adoptedAt: string;
  /** `kind:id` of who took it. */
  by: string;
  number: string;
  title: string;
}

export type ChangeKind = 'added' | 'removed' | 'changed' | 'reordered';

/** One thing that differs; `from` and `to` as the document writes them. */
export interface Change {
  kind: ChangeKind;
  field: string;
  step?: string;
  item?: string;
  from?: string;
  to?: string;
}

export interface DueChange {
  due: string;
  stage: Stage;
  before: number;
  after: number;
}

/** Units that owe more, less, for the first time and no longer, and the totals that differ. */
export interface TargetChange {
  more: number;
  less: number;
  new: number;
  gone: number;
  dues: DueChange[];
}

export interface LineDifference {
  line: string;
  kind: ChangeKind;
  order: number;
  ring: Ring;
  name: string;
  englishName: string;
  lead: Lead;
  unit: string;
  changes: Change[];
  targets?: TargetChange;
}

export interface Differences {
  document: Change[];
  lines: LineDifference[];
  leftOut: number;
}

/** A step due on a day that has passed; fewer reached than items: somebody owes for sure. */
export interface LateStep {
  line: string;
  lineName: string;
  step: string;
  label: string;
  due: string;
  stage: Stage;
  turns: Extract<Status, 'missed' | 'behind'>;
  items: number;
  reached: number;
  lead: Lead;
}

export interface Proposal {
  number: number;
  source: string;
  by: string;
  at: string;
  /** The version in force that it is compared with. */
  base: number;
  differences: Differences;
  /** Lines that differ and are in no total yet. */
  unconfirmed: string[];
  late: LateStep[];
}

const path = '/api/v1/plan';

export const filesPath = `${path}/files`;

export const readPlan = () => read<Plan>(path);

export const readDocument = (version: number) => read<PlanDocument>(`${path}?version=${version}`);

/** The plan in force; null before the first one. */
export const readInForce = () => readOrNone<PlanDocument>(path);

export const readVersions = async () => (await read<{ items: Version[] }>(`${path}/versions`)).items;

export const readProposal = () => readOrNone<Proposal>(`${path}/proposal`);

export const readDifferences = (from: number, to: number) =>
  read<Differences>(`${path}/differences?from=${from}&to=${to}`);

export const propose = (files: readonly { name: string; file: Blob }[]) => upload(`${path}/proposal`, files);

export const take = (proposal: number) => command(`${path}/proposal/${proposal}/adoption`, {});

export const dismiss = (proposal: number, reason: string) =>
  command(`${path}/proposal/${proposal}/dismissal`, { reason });
