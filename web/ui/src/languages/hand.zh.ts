import { siteZh } from '../acceptance/site/words.zh';
import { accountsZh } from '../accounts/words.zh';
import { frameZh } from '../frame/words.zh';
import { locksZh } from '../locks/words.zh';
import { outboxZh } from '../outbox/words.zh';
import { phonesZh } from '../phones/words.zh';
import { photosZh } from '../photos/words.zh';
import { pointsZh } from '../service-points/words.zh';
import { recordsZh } from '../service-records/words.zh';
import { volunteeringZh } from '../volunteering/words.zh';

/** Words of pages in a hand: `/field`, and a phone's enrolment. They come alone, since those of all pages weigh as much as the page. */
export const handZh = {
  language: { name: '中文', other: 'English', choose: '语言' },
  accounts: accountsZh,
  frame: frameZh,
  product: { name: '一刻钟便民服务圈', wall: '{place}一刻钟便民服务圈', live: '建设实况' },
  status: {
    missed: '超期',
    behind: '滞后',
    atRisk: '预警',
    onTrack: '正常',
    noData: '未报送',
    baselineUnconfirmed: '基线未确认',
    nothingDue: '无到期任务',
  },
  span: { overdue: '逾期 {n} 天', left: '还有 {n} 天', today: '今天到期' },
  phones: phonesZh,
  photos: photosZh,
  points: pointsZh,
  locks: locksZh,
  outbox: outboxZh,
  site: siteZh,
  records: recordsZh,
  volunteering: volunteeringZh,
};

export type Shape<T> = { [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };

export type HandDictionary = Shape<typeof handZh>;
