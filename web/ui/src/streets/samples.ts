import type { Item } from '../evidence/evidence';
import type { AcceptanceHead, AcceptanceView } from '../http/api';
import type { Order } from '../supervisions/supervisions';
import type { LineCell } from '../walls/frame';
import type { Trajectory } from '../walls/trajectory';
import type { Work } from './street';

/** What a street's workbench is made of, for tests: Tuesday, 12 November 2013. */
export const today = '2013-11-12';

export const cell = (more: Partial<LineCell> = {}): LineCell => ({
  id: 'governance-station',
  order: 19,
  ring: 'security',
  name: '社区综治工作站',
  shortName: '综治工作站',
  englishName: 'Governance station',
  unit: '个',
  status: 'behind',
  owed: 1,
  due: 2,
  met: 1,
  daysOverdue: 12,
  waiting: 0,
  accepted: 1,
  wanted: 3,
  planned: 2,
  rank: 1,
  step: {
    id: '2013-10-31-completed',
    label: '第二批',
    due: '2013-10-31',
    stage: 'completed',
    cumulative: 2,
    reached: 1,
  },
  lead: { name: '区综治办', person: '张素彩' },
  forecast: null,
  silentSince: null,
  reply: null,
  ...more,
});

export const trajectory = (more: Partial<Trajectory> = {}): Trajectory => ({
  line: 'governance-station',
  stage: 'completed',
  from: '2013-09-25',
  to: '2013-11-30',
  plan: [
    { on: '2013-09-30', items: 1 },
    { on: '2013-10-31', items: 2 },
    { on: '2013-11-30', items: 4 },
  ],
  reached: [
    { on: '2013-09-28', items: 1 },
    { on: '2013-11-05', items: 3 },
  ],
  accepted: [{ on: '2013-10-17', items: 1 }],
  ...more,
});

const bare: Item = {
  id: 'station-1',
  count: 1,
  name: '博物院社区综治工作站',
  line: 'governance-station',
  lineName: '社区综治工作站',
  lineEnglishName: 'Governance station',
  ring: 'security',
  place: { id: 'c1', name: '博物院社区', kind: 'community' },
  stage: 'delivered',
  standing: 'active',
  step: { id: '2013-11-30-completed', label: '第三批', due: '2013-11-30' },
  daysOverdue: 0,
  lead: { name: '区综治办', person: '张素彩' },
  reached: [{ stage: 'delivered', on: '2013-11-04' }],
  unit: { id: 's1', name: '文化路街道', kind: 'street' },
  street: '文化路街道',
};

export const item = (more: Partial<Item> = {}): Item => ({ ...bare, heard: '2013-11-04', ...more });

/** Three that the unit owes and nobody has registered. */
export const unregistered: Item = { ...bare, id: null, count: 3 };

export const head = (more: Partial<AcceptanceHead> = {}): AcceptanceHead => ({
  facility: 'f1',
  line: 'governance-station',
  place: 'c1',
  name: '博物院社区综治工作站',
  round: 1,
  waits: 'check',
  since: '2013-11-10',
  members: [],
  ...more,
});

const photo = { blob: 'a'.repeat(64), width: 800, height: 600, bytes: 9000, mediaType: 'image/jpeg' };

export const view = (photos = 2, by = 'account:zhou', note = '建成'): AcceptanceView => ({
  facility: 'f1',
  line: 'governance-station',
  place: 'c1',
  name: '博物院社区综治工作站',
  waits: 'check',
  rounds: [
    {
      number: 1,
      report: { note, photos: Array.from({ length: photos }, () => photo), by, on: '2013-11-10' },
      findings: [],
      positions: [],
      isBegun: false,
      waits: 'check',
    },
  ],
});

export const order = (more: Partial<Order> = {}): Order => ({
  order: {
    id: '019ad3a0',
    number: { year: 2013, serial: 3 },
    matter: { place: 's1', line: 'governance-station', text: '综治工作站第二批' },
    unit: { place: 's1' },
    deadline: '2013-11-15',
    instruction: '月底前建成',
  },
  number: '督办〔2013〕3号',
  stage: 'issued',
  issue: { by: 'account:li', at: '2013-11-11T02:00:00Z' },
  replies: [],
  wait: { number: 1, lateFrom: '2013-11-13T01:00:00Z', fired: [] },
  changedAt: '2013-11-11T02:00:00Z',
  ...more,
});

export const work = (more: Partial<Work> = {}): Work => ({
  now: Date.parse('2013-11-12T06:32:08Z'),
  today,
  alerts: [],
  orders: [],
  matters: [],
  owed: [],
  due: [],
  waiting: [],
  returned: [],
  checks: [],
  ...more,
});
