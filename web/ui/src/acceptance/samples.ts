import type { Case, Facility, Head, Round, Waiting } from './acceptance';

/** Acceptances for tests and drawings. */
export const headOf = (facility: string, waits: Waiting, since: string, more: Partial<Head> = {}): Head => ({
  facility,
  line: 'governance-station',
  place: 's1c1',
  name: `综治工作站 ${facility}`,
  round: 1,
  waits,
  since,
  members: [],
  ...more,
});

export const facilityOf = (id: string, more: Partial<Facility> = {}): Facility => ({
  id,
  line: 'governance-station',
  place: 's1c1',
  name: `综治工作站 ${id}`,
  origin: 'planned',
  stage: 'completed',
  reached: [{ stage: 'completed', on: '2013-11-01' }],
  standing: 'active',
  measures: [],
  details: { services: [] },
  source: '',
  listedAt: 1,
  ...more,
});

const photo = { blob: 'a'.repeat(64), width: 800, height: 600, bytes: 90_000, mediaType: 'image/jpeg' };

export const checklist = {
  version: 1,
  items: [
    {
      id: 'area',
      kind: 'number' as const,
      text: '建筑面积不少于 100 平方米',
      weight: 60,
      required: true,
      bound: 100_000,
      unit: '平方米',
      source: '三（六）1',
    },
    { id: 'sign', kind: 'photo' as const, text: '门牌', weight: 40, required: false, source: '' },
  ],
  passMark: 90,
  survey: { size: 3, leastAnswered: 2, bound: 80, yesNo: ['current' as const] },
};

export const roundOf = (waits: Waiting, more: Partial<Round> = {}): Round => ({
  number: 1,
  report: { note: '已建成并开放', photos: [photo], by: 'account:zhao', on: '2013-11-02' },
  findings: [],
  positions: [],
  isBegun: false,
  waits,
  ...more,
});

export const caseOf = (facility: string, waits: Waiting = 'check', round: Partial<Round> = {}): Case => ({
  facility,
  line: 'governance-station',
  place: 's1c1',
  name: `综治工作站 ${facility}`,
  waits,
  rounds: [roundOf(waits, round)],
});

export const inspection = {
  on: '2013-11-12',
  members: ['account:qian'],
  checklist,
  by: 'account:sun',
  plannedOn: '2013-11-05',
};
