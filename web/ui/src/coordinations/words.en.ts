import type { Shape } from '../languages/zh';
import type { coordinationsZh } from './words.zh';

export const coordinationsEn: Shape<typeof coordinationsZh> = {
  title: 'Matters to coordinate',
  open: 'Not settled',
  raise: 'Raise a matter',
  raiseDo: 'Raise it',
  raiseNote:
    'Say what blocks you and what the lead unit is asked to do. It takes the matter, then answers; the street settles or returns it.',
  matter: 'Matter',
  lead: 'Lead unit',
  street: 'Raised by',
  choose: 'Choose',
  none: 'Nothing to coordinate',
  empty: 'What a street cannot solve by itself it raises here to the lead unit.',
  missing: 'There is no such matter, or the address is wrong.',
  takeNote: 'Once taken, it is to be answered in time.',
  deed: { take: 'Take it', answer: 'Answer', return: 'Return', settle: 'Settle' },
  text: { answer: 'The answer', return: 'Why it is returned', settle: 'Remark (may be left empty)' },
  happened: {
    raised: 'Raised by {name}',
    answered: 'Answered by {name}',
    returned: 'Returned by {name}',
    settled: 'Settled by {name}',
  },
  ahead: {
    raised: 'To be taken by the lead unit',
    taken: 'Taken, to be answered by the lead unit',
    returned: 'To be answered anew by the lead unit',
    answered: 'To be settled or returned by the street',
    settled: 'Settled',
  },
};
