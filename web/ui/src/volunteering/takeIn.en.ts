import type { Shape } from '../languages/hand.zh';
import type { takeInZh } from './takeIn.zh';

export const takeInEn: Shape<typeof takeInZh> = {
  title: 'Send for a member what their phone could not',
  note: 'A member whose phone does not connect saves what is unsent as a file and gives it to you. Choose it, and your phone sends the records and photos; if theirs sends them after all, they count once.',
  pick: 'Choose a file',
  busy: 'Reading',
  done: '{n} records and {photos} photos taken in, being sent',
  left: '{n} are of no team that you lead and were left',
  bad: 'This is no file of this system',
  failed: 'The phone has no room for it: make some and try again',
};
