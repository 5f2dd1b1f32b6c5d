import { expect, it } from 'vitest';
import type { Unit } from './alerts';
import { elsewhereOf } from './elsewhere';

const step = (items: number, met: number, id = 'x', due = '2013-10-31') => ({
  step: id,
  label: '第二批',
  due,
  stage: 'accepted' as const,
  items,
  met,
});
const unit = (name: string, steps: Unit['steps'], street?: string): Unit => ({
  place: { id: name, name, kind: street ? 'community' : 'street' },
  ...(street ? { street } : {}),
  due: 0,
  met: 0,
  owed: 0,
  daysOverdue: 0,
  unregistered: 0,
  steps,
});

it('sums communities under their street, those that owe most first; nobody’s surplus pays another’s debt', () => {
  const units = [
    unit('花园路街道', [step(2, 2)]),
    unit('甲', [step(1, 0), step(9, 0, 'y')], '南阳路街道'),
    unit('乙', [step(1, 3)], '南阳路街道'),
    unit('未来路街道', [step(2, 0)]),
    unit('杨金路街道', [step(3, 0, 'y')]),
  ];
  expect(elsewhereOf(units, 'x', '2013-11-12')).toEqual([
    { street: '未来路街道', items: 2, met: 0, status: 'behind' },
    { street: '南阳路街道', items: 2, met: 1, status: 'behind' },
    { street: '花园路街道', items: 2, met: 2, status: 'onTrack' },
  ]);
});

it('nobody is behind before the day after', () => {
  const units = [unit('未来路街道', [step(2, 0, 'x', '2013-11-12')])];
  expect(elsewhereOf(units, 'x', '2013-11-12')[0]?.status).toBe('nothingDue');
  expect(elsewhereOf(units, 'x', '2013-11-13')[0]?.status).toBe('behind');
});
