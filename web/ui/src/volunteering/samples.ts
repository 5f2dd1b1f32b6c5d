import type { StoredBlob, Entry } from '../outbox/entries';
import {
  activitiesPath,
  type ActivityItem,
  type ActivityLog,
  type NewActivity,
  type Stage,
  type TeamShown,
} from './api';

/** Of tests and drawings: 花园路青年志愿者一队. */
export const places: TeamShown['places'] = [
  { id: 's1c1', name: '戊院社区', street: '花园路街道', keys: ['wy', 'wuyuan', 'wysq', 'wuyuanshequ'] },
  { id: 's2c4', name: '文雅社区', street: '北林路街道', keys: ['wy', 'wenya', 'wysq', 'wenyashequ'] },
  { id: 's1c2', name: '工业院社区', street: '花园路街道', keys: ['gyy', 'gongyeyuan', 'gyysq', 'gongyeyuanshequ'] },
  { id: 's1', name: '花园路街道', keys: ['hyl', 'huayuanlu', 'hyljd', 'huayuanlujiedao'] },
];

const names = ['陈晓雨', '李明', '张倩', '王博', '周凯', '刘洋', '孙悦', '马骏'];

export const team: TeamShown = {
  team: 'youth-1',
  name: '青年志愿者流动服务队·花园路一队',
  line: 'youth-teams',
  place: 's1',
  now: '2013-11-12T16:41:00+08:00',
  account: 'v0',
  isLeader: true,
  members: names.map((name, n) => ({ who: `v${n}`, name, ...(n === 1 ? { craft: 'medic' } : {}) })),
  month: { activities: 5, people: 21, minutes: 2_310, rated: 5, satisfied: 5 },
  ownMinutes: 870,
  newest: [],
  kinds: [
    ...['义诊', '家电维修', '理发', '疏通管道'].map((name, n) => ({
      id: ['free-clinic', 'repair', 'haircut', 'drain'][n] ?? '',
      name,
      englishName: ['Free clinic', 'Repairs', 'Haircuts', 'Drains'][n] ?? '',
      lines: [],
      needsResident: true,
    })),
    {
      id: 'patrol',
      name: '巡逻',
      englishName: 'Patrol',
      lines: [],
      needsResident: false,
      form: {
        name: '巡逻登记',
        fields: [
          { id: 'route', name: '路线', type: 'text', isRequired: true, choices: [] },
          { id: 'found', name: '发现的情况', type: 'lines', isRequired: false, choices: [] },
          { id: 'count', name: '劝导人数', type: 'number', isRequired: false, choices: [] },
          { id: 'shift', name: '班次', type: 'choice', isRequired: true, choices: ['早班', '晚班'] },
          { id: 'handed', name: '已交接', type: 'yesNo', isRequired: true, choices: [] },
        ],
      },
    },
  ],
  crafts: [],
  places,
  mostHours: 12,
  mostDaysLate: 60,
};

export const log = (id: string, more: Partial<NewActivity> = {}): NewActivity => ({
  id,
  team: 'youth-1',
  kind: 'free-clinic',
  place: 's1c1',
  start: '2013-11-12T14:30:00+08:00',
  end: '2013-11-12T16:30:00+08:00',
  people: [{ who: 'v0', minutes: 120 }],
  helped: 12,
  attachments: [],
  rating: 'verySatisfied',
  ...more,
});

export const item = (id: string, stage: Stage, more: Partial<NewActivity> = {}, photos = true): ActivityItem => {
  const made = log(id, more);
  const isReturned = stage === 'returned';
  return {
    activity: {
      log: { ...given(made), clockMinutes: 0 },
      site: { place: 's1', line: team.line, name: team.name },
      stage,
      received: { by: 'account:a', at: made.end },
      attachments: made.attachments.map((claim, n) => ({
        claim,
        ...(photos || n === 0
          ? { photo: { blob: `b${n}`, width: 4, height: 3, bytes: 9, mediaType: 'image/jpeg' } }
          : {}),
      })),
      ...(isReturned
        ? {
            reviewed: { by: 'account:z', at: '2013-11-09T10:00:00+08:00' },
            reason: '签名与居民姓名不符，请居民重签',
          }
        : {}),
      version: 1,
    },
    ...(isReturned ? { reviewer: '花园路街道赵敏' } : {}),
  };
};

/** What the server keeps of a log: words and signature stand apart. */
function given(made: NewActivity): Omit<ActivityLog, 'clockMinutes'> {
  const { id, kind, place, start, end, people, helped, attachments, rating, corrects } = made;
  const said = { ...(rating ? { rating } : {}), ...(corrects ? { corrects } : {}) };
  return { id, team: made.team, kind, place, start, end, people, helped, attachments, ...said };
}

export const entry = (made: NewActivity, more: Partial<Entry> = {}): Entry => ({
  n: 1,
  key: 'k',
  owner: 'me',
  subject: made.id,
  slot: 'log',
  label: 'x',
  url: activitiesPath,
  body: JSON.stringify(made),
  blobs: [],
  settledBy: [],
  at: 1,
  tried: false,
  refused: [],
  leads: true,
  ...more,
});

export const blob = (subject: string, file: string): StoredBlob => ({
  sha: `own-${file}`,
  owner: 'me',
  subject,
  file,
  type: 'image/jpeg',
  size: 1,
  content: new ArrayBuffer(1),
  url: '/u',
  address: null,
  answer: null,
  answeredAt: null,
  at: 1,
  failed: [],
});
