import type { DoneBy, ReplyFile, Wait } from '../http/api';
import type { Order } from './supervisions';

/** One thing that was done about an order. */
export interface Done {
  what: 'issued' | 'signed' | 'replied' | 'passed' | 'sentBack' | 'closed' | 'withdrawn';
  by: DoneBy;
  files: readonly ReplyFile[];
}

/** What was done, oldest first. */
export function doneOf({ issue, signature, replies, stage, end }: Order): Done[] {
  const all: Done[] = [{ what: 'issued', by: issue, files: [] }];
  const add = (what: Done['what'], by: DoneBy | undefined, files: readonly ReplyFile[] = []) =>
    by && all.push({ what, by, files });
  add('signed', signature);
  for (const { told, evidence, check, hasPassed } of replies) {
    add('replied', told, evidence);
    add(hasPassed ? 'passed' : 'sentBack', check);
  }
  if (stage === 'closed' || stage === 'withdrawn') add(stage, end);
  return all;
}

export type Ahead = 'sign' | 'reply' | 'check' | 'close';
const steps: readonly Ahead[] = ['sign', 'reply', 'check', 'close'];
const nextAt: Partial<Record<Order['stage'], Ahead>> = {
  issued: 'sign',
  underway: 'reply',
  sentBack: 'reply',
  replied: 'check',
  passed: 'close',
};

/** What is still to be done: the first with the wait that it is under. */
export function aheadOf({ stage, wait }: Order): { step: Ahead; wait: Wait | null }[] {
  const next = nextAt[stage];
  if (!next) return [];
  return steps.slice(steps.indexOf(next)).map((step, index) => ({ step, wait: index === 0 ? (wait ?? null) : null }));
}
