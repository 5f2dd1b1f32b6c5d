import { describe, expect, it } from 'vitest';
import { draftOf, fenOf, listingOf, rebase, recordDraftOf, recordOf, tidy } from './listing';
import type { Listing } from './points';
import { listing } from './samples';

const say = (key: string) => key;
const full: Listing = listing({
  aliases: ['国泰干洗', '洗衣房'],
  address: '国泰路 1 号',
  landmark: '东门对面',
  phones: [{ number: '037100001000', type: 'landline' }],
  services: [{ name: '干洗', priceFen: 2550, per: '件', belowMarket: true }, { name: '熨烫' }],
  hours: '08:00-20:00',
  homeVisits: false,
  stepFree: true,
  position: { latitude: 34.78, longitude: 113.64, datum: 'gcj02' },
});

describe('what the public reads', () => {
  it.each([full, listing()])('comes through a form as it was', (one) => {
    const draft = draftOf(one);
    tidy(draft);
    // A number is written as the page has it; the server keeps its one form.
    const phones = one.phones.map((phone) => ({ ...phone, number: '0371-00001000' }));
    expect(listingOf(draft, say)).toEqual({ listing: { ...one, phones }, faults: [] });
  });

  it('tells a price that is none, and half a position, at their fields', () => {
    const draft = { ...draftOf(full), longitude: '' };
    draft.services[1] = { name: '熨烫', price: '十元', per: '', below: '' };
    expect(listingOf(draft, say).faults.map(({ field }) => field)).toEqual([
      'listing/services/1/priceFen',
      'listing/position/datum',
    ]);
  });

  it('leaves out rows in which nothing is written, so that faults stand at their rows', () => {
    const draft = draftOf(null);
    draft.services = [
      { name: ' ', price: '', per: '', below: 'yes' },
      { name: '剪发', price: '10', per: '', below: '' },
    ];
    tidy(draft);
    expect(draft.phones).toEqual([]);
    expect(draft.services.map(({ name }) => name)).toEqual(['剪发']);
  });
});

it.each([
  ['10', 1000],
  ['25.5', 2550],
  ['０.05', 5],
  ['1,000', null],
  ['-1', null],
  ['1.234', null],
  ['', null],
])('%s yuan is %s fen', (text, fen) => expect(fenOf(text)).toBe(fen));

it('an office record comes through its form as it was, and a number that is none is told', () => {
  const record = { licences: [{ name: '营业执照', number: 'A1', expires: '2014-01-01' }], staff: 3, notes: '台阶待改' };
  expect(recordOf(recordDraftOf(record), say)).toEqual({ record, faults: [] });
  expect(recordOf({ ...recordDraftOf(record), staff: '三' }, say).faults[0]?.field).toBe('record/staff');
});

describe('what somebody else has changed meanwhile', () => {
  const theirs: Listing = { ...full, hours: '24/7', landmark: '西门' };

  it('is taken over where nothing was typed', () => {
    const draft = { ...draftOf(full), name: '我写的' };
    expect(rebase(draft, full, theirs)).toBe(false);
    expect(draft).toMatchObject({ name: '我写的', hours: '24/7', landmark: '西门' });
  });

  it('leaves what was typed, and says so', () => {
    const draft = { ...draftOf(full), landmark: '我写的' };
    expect(rebase(draft, full, theirs)).toBe(true);
    expect(draft).toMatchObject({ hours: '24/7', landmark: '我写的' });
  });
});
