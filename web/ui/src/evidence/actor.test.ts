import { expect, it } from 'vitest';
import { createLanguages } from '../languages/everything';
import { actorWords, ownerWords } from './actor';

it.each([
  ['rehearsal:community-duling-yancaoyuan', '演练的社区'],
  ['rehearsal:programme-office', '演练的区长效办'],
  ['rehearsal:leadership', '演练的区领导'],
  ['rehearsal:inspector-2', '演练的检查员 2'],
  ['rehearsal:operator-3', '话务员 3 号（演练）'],
  ['rehearsal:supervisor', '热线班长（演练）'],
  ['rehearsal:visitor', '演练访客'],
  ['system:seeds', '随方案导入'],
  ['staff:17', 'staff:17'],
])('%s acted as %s', (actor, words) => {
  const { t } = createLanguages('zh-CN').global;
  expect(actorWords(actor, t)).toBe(words);
});

it("says of a rehearsal's people that they are that, since they have no account", () => {
  const { t } = createLanguages('zh-CN').global;
  expect(ownerWords('rehearsal-street-duling', t)).toBe(actorWords('rehearsal:street-duling', t));
  expect(ownerWords('wang', t)).toBe('工作人员');
});
