import type { Shape } from '../languages/zh';
import type { courseZh } from './course.zh';

export const courseEn: Shape<typeof courseZh> = {
  changed: {
    classification: 'Category and urgency changed: {before} → {after}',
    category: 'Category changed: {before} → {after}',
    urgency: 'Urgency changed: {before} → {after}',
    target: 'Target changed: {before} → {after}',
    linked: 'Joined to ticket {number}',
    adopted: 'Ticket {number} joined to this one',
    reopened: 'Done over, round {n}',
    resumed: 'Resumed',
    urged: 'Urged',
    taken: 'Taken',
    letGo: 'Put back',
    ranOut: 'Late: {clock}',
    open: 'Open',
  },
  mark: {
    missed: 'Finish late',
    behind: 'Late',
    atRisk: 'At risk',
    onTrack: 'In time',
    nothingDue: 'No clock',
    otherLate: 'Other late',
  },
};
