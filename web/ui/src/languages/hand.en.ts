import { siteEn } from '../acceptance/site/words.en';
import { accountsEn } from '../accounts/words.en';
import { frameEn } from '../frame/words.en';
import { locksEn } from '../locks/words.en';
import { outboxEn } from '../outbox/words.en';
import { phonesEn } from '../phones/words.en';
import { photosEn } from '../photos/words.en';
import { pointsEn } from '../service-points/words.en';
import { recordsEn } from '../service-records/words.en';
import { volunteeringEn } from '../volunteering/words.en';
import type { HandDictionary } from './hand.zh';

export const handEn: HandDictionary = {
  language: { name: 'English', other: '中文', choose: 'Language' },
  accounts: accountsEn,
  frame: frameEn,
  product: { name: '15-Minute Service Circle', wall: '{place} Service Circle', live: 'Progress' },
  status: {
    missed: 'Missed',
    behind: 'Behind',
    atRisk: 'At risk',
    onTrack: 'On track',
    noData: 'No data',
    baselineUnconfirmed: 'Unconfirmed',
    nothingDue: 'Nothing due',
  },
  span: { overdue: '{n} d late', left: 'in {n} day | in {n} days', today: 'due today' },
  phones: phonesEn,
  photos: photosEn,
  points: pointsEn,
  locks: locksEn,
  outbox: outboxEn,
  site: siteEn,
  records: recordsEn,
  volunteering: volunteeringEn,
};
