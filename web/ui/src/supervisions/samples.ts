import type { Order } from './supervisions';

/** An order for tests: issued to a street, signed for by the fourteenth. */
export const sample = (
  id: string,
  change: { [P in keyof Order]?: Order[P] | undefined } = {},
  unit: Order['order']['unit'] = { place: 's1' },
): Order =>
  ({
    order: {
      id,
      number: { year: 2013, serial: 12 },
      matter: { place: 's1', line: 'governance-station', text: '综治工作站欠 1 项' },
      unit,
      deadline: '2013-11-29',
      instruction: '限期建成',
    },
    number: '督办〔2013〕12号',
    stage: 'issued',
    issue: { by: 'account:office', at: '2013-11-12T01:00:00Z' },
    replies: [],
    wait: { number: 1, lateFrom: '2013-11-15T01:00:00Z', fired: [] },
    changedAt: '2013-11-12T01:00:00Z',
    ...change,
  }) as Order;
