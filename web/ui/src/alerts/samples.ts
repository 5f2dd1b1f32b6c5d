import type { Alert, Facts, Listed } from './alerts';

/** Alerts for tests: a street's step that passed unmet eight working days ago and that nobody has answered, but for what is said. */
export const facts = (more: Partial<Facts> = {}): Facts => ({
  level: 'behind',
  label: '第二批',
  open: 1,
  all: 2,
  dueOn: '2013-10-31',
  stage: 'accepted',
  ...more,
});

export const alert = (more: Partial<Alert> = {}): Alert => ({
  id: 'step-1',
  key: { rule: 'step', unit: 's1', line: 'governance-station', subject: '2013-10-31-accepted' },
  facts: facts(),
  heldBack: false,
  episode: 1,
  raisedAt: '2013-11-01T01:00:00Z',
  fired: [{ rung: 'street', at: '2013-11-01T01:00:00Z' }],
  next: { rung: 'leadUnit', at: '2013-11-14T01:00:00Z' },
  lapses: 0,
  isDismissed: false,
  ...more,
});

export const listed = (more: Partial<Alert> = {}, workdays = 8): Listed => ({ alert: alert(more), workdays });

export const places = [
  { id: 'd', name: '金水区', kind: 'district' as const },
  { id: 's1', name: '大石桥街道', kind: 'street' as const, parent: 'd' },
  { id: 's2', name: '花园路街道', kind: 'street' as const, parent: 'd' },
  { id: 'c1', name: '同乐社区', kind: 'community' as const, parent: 's1' },
];

export const promise = {
  owner: 'wang',
  on: '2013-11-20',
  reason: 'rooms' as const,
  since: '2013-11-04T02:00:00Z',
  holdsUntil: '2013-11-21T01:00:00Z',
  version: 2,
};
