import type * as api from '../http/api';
import { addressOf, command, read, readOrNone, upload } from '../http/request';

export type {
  ChangeKind,
  DueChange,
  LateStep,
  LeadUnit as Lead,
  LineDifference,
  PlanChange as Change,
  PlanDifferences as Differences,
  PlanVersionItem as Version,
  ProposalAnswer as Proposal,
  Quota,
  TargetChange,
} from '../http/api';

/** Of the plan what its page tells. */
export type Plan = Pick<api.PlanInForce, 'number' | 'title' | 'version'>;
export type Step = Pick<api.Step, 'id' | 'due' | 'stage' | 'label' | 'quotas' | 'lead'>;
export type Line = Pick<api.Line, 'id' | 'order' | 'ring' | 'name' | 'englishName' | 'unit' | 'lead'> & {
  steps: Step[];
};

/** The plan in force, or an earlier version of it. */
export type PlanDocument = Plan &
  Pick<api.PlanInForce, 'issuedOn'> & {
    lines: Line[];
    /** Confirmed lines by id; the others are in no total. */
    baselines: Record<string, unknown>;
    /** Of the plan in force: what waits, without its document. */
    proposal?: Pick<api.OpenProposal, 'number'>;
  };

const path = '/api/v1/plan';

export const filesPath = addressOf(`${path}/files`);

export const readPlan = () => read(path);

export const readDocument = (version: number) => read(path, { query: { version } });

/** The plan in force; null before the first one. */
export const readInForce = () => readOrNone(path);

export const readVersions = async () => (await read(`${path}/versions`)).items;

export const readProposal = () => readOrNone(`${path}/proposal`);

export const readDifferences = (from: number, to: number) => read(`${path}/differences`, { query: { from, to } });

export const propose = (files: readonly { name: string; file: Blob }[]) => upload(`${path}/proposal`, files);

export const take = (number: number) => command(`${path}/proposal/{number}/adoption`, { path: { number }, body: {} });

export const dismiss = (number: number, reason: string) =>
  command(`${path}/proposal/{number}/dismissal`, { path: { number }, body: { reason } });
