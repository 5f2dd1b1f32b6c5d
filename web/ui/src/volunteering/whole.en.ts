import type { Shape } from '../languages/hand.zh';
import type { wholeZh } from './whole.zh';

export const wholeEn: Shape<typeof wholeZh> = {
  title: 'Activity record',
  loading: 'Reading this record',
  offline: 'No connection: this is what is on this device.',
  people: 'Who took part',
  person: '{name} {hours} h',
  when: 'When',
  where: 'Where',
  helped: 'People served',
  helpedBy: '{n}',
  photos: 'Photos',
  photo: 'Photo {n}',
  photosHere: '{n} not received yet',
  rating: "The resident's rating",
  opinion: "The resident's words",
  signature: "The resident's signature",
  signed: 'Signed',
  noPhoto: 'No photo',
};
