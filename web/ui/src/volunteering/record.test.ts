import { expect, it } from 'vitest';
import type { NewActivity } from './api';
import { hashOf, recordText } from './record';

const log: NewActivity = {
  id: `${'0'.repeat(31)}a`,
  team: 'youth-1',
  kind: 'free-clinic',
  place: 's1c1',
  start: '2013-11-12T14:30:00+08:00',
  end: '2013-11-12T16:30:00+08:00',
  people: [
    { who: 'chen', minutes: 120 },
    { who: 'li', minutes: 90 },
  ],
  helped: 12,
  attachments: [
    {
      sha: ['4bf5122f', '344554c5', '3bde2ebb', '8cd2b7e3', 'd1600ad6', '31c385a5', 'd7cce23c', '7785459a'].join(''),
      use: 'photo',
    },
  ],
  rating: 'verySatisfied',
  opinion: '量了血压，\n还教我怎么吃。',
};

it('what is signed is the very text that the server makes of it', async () => {
  const text = `10:activity-1
32:0000000000000000000000000000000a
7:youth-1
11:free-clinic
4:s1c1
10:1384237800
10:1384245000
14:chen:120 li:90
2:12
66:4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a:0
1:0
13:量了血压，
还教我怎么吃。
0:
`;
  expect(recordText(log)).toBe(text);
  expect(await hashOf('abc')).toBe(
    ['ba7816bf', '8f01cfea', '414140de', '5dae2223', 'b00361a3', '96177a9c', 'b410ff61', 'f20015ad'].join(''),
  );
});

it('whatever is changed afterwards is another text', () => {
  const others: Partial<NewActivity>[] = [
    { place: 's1' },
    { start: '2013-11-12T14:29:00+08:00' },
    { people: [{ who: 'chen', minutes: 120 }] },
    { helped: 13 },
    { attachments: [] },
    { attachments: log.attachments.map(({ sha }) => ({ sha, use: 'page' })) },
    { rating: 'satisfied' },
    { opinion: '好' },
    { form: '{}' },
  ];
  const texts = others.map((to) => recordText({ ...log, ...to }));
  expect(new Set([recordText(log), ...texts]).size).toBe(others.length + 1);
});
