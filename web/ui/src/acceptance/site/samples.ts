import type { AcceptanceView, Checklist, Round } from '../../http/api';

/** Of tests: a day-care centre that is to be looked at. */
export const checklist: Checklist = {
  version: 1,
  items: [
    {
      id: 'area',
      kind: 'number',
      text: '建筑面积',
      weight: 40,
      required: true,
      bound: 100_000,
      unit: '㎡',
      source: '',
    },
    { id: 'rooms', kind: 'yesNo', text: '四室一课', weight: 40, required: true, source: '' },
    { id: 'sign', kind: 'photo', text: '门牌', weight: 20, required: false, source: '' },
    { id: 'remark', kind: 'note', text: '其他情况', weight: 0, required: false, source: '' },
  ],
  passMark: 90,
  survey: { size: 3, leastAnswered: 2, bound: 80, yesNo: ['current'] },
};

export const round: Round = {
  number: 1,
  report: { note: '已建成', photos: [], by: 'account:a', on: '2013-11-10' },
  inspection: { on: '2013-11-12', members: ['account:me'], checklist, by: 'account:o', plannedOn: '2013-11-11' },
  survey: { population: 640, seed: 'x', cards: [7, 99, 3].map((card) => ({ card, answers: [] })) },
  findings: [],
  positions: [],
  isBegun: false,
  waits: 'inspect',
};

export const view: AcceptanceView = {
  facility: 'f1',
  line: 'day-care',
  place: 'wuyuan',
  name: '戊院社区日间照料中心',
  waits: 'inspect',
  rounds: [round],
};
