import { expect, it } from 'vitest';
import { joined, withoutDoubles, type Part } from './naming';

const zh = (text: string): Part => ({ text, lang: 'zh-CN' });
const en = (text: string): Part => ({ text, lang: 'en' });

it('says once what a facility’s name says already', () => {
  const parts = [zh('民航社区'), zh('生活服务圈'), zh('民航社区生活服务圈')];
  expect(joined(withoutDoubles(parts), 'zh-CN')).toBe('民航社区生活服务圈');
  expect(joined(withoutDoubles([zh('大石桥街道'), zh('综治工作站'), zh('第二批')]), 'zh-CN')).toBe(
    '大石桥街道·综治工作站·第二批',
  );
  expect(withoutDoubles([zh('建成'), zh('建成'), zh('')])).toEqual([zh('建成')]);
});

it('keeps a step that has no English name, a space from the line', () =>
  expect(joined(withoutDoubles([en('Fitness place'), zh('器材配送')]), 'en')).toBe('Fitness place · 器材配送'));
