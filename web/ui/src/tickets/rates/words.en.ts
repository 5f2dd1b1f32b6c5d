import type { Shape } from '../../languages/zh';
import type { ratesZh } from './words.zh';

export const ratesEn: Shape<typeof ratesZh> = {
  title: 'Three rates of the hotline',
  months: 'Span',
  month: { m1: 'This month', m3: '3 months', m6: '6 months', m12: '12 months' },
  since: 'From {since} to {asOf}',
  failed: 'They could not be read again; these were read before',
  trouble: {
    loading: 'Reading the rates',
    failed: 'The rates cannot be read at present',
    failedNote: 'The server does not answer. It is tried again soon, or now if you like.',
    barred: 'This is not for you to see',
    barredNote: 'They are of all units, for whoever may read anything; ask the programme office.',
  },
  none: 'No unit was sent a ticket in this time',
  noneNote: 'First contacts and callbacks of what was dispatched are counted here.',
  district: 'Whole district',
  group: { district: 'District, all units together', streets: 'Streets, with their communities', leads: 'Lead units' },
  column: {
    unit: 'Unit',
    handled: 'Handled',
    response: 'Response',
    solution: 'Solved',
    satisfaction: 'Satisfied',
    unreachable: 'Not reached',
    excluded: 'Left out',
  },
  n: 'n = {n}',
  few: 'Few',
  nothing: 'There is nothing to count',
  definitions: 'How they are counted',
  definition: {
    response:
      'Response = contacted in time ÷ whose first contact was due. Where nobody is known, and of reports, none is.',
    solution: 'Solved = said to be solved in the callback ÷ (solved + unsolved).',
    satisfaction: 'Satisfied = at least fairly satisfied in the callback ÷ who said how satisfied they are.',
    excluded: 'Left out of all: joined duplicates, and what was unreasonable, invalid or withdrawn.',
    unreachable: 'Left out of the last two: whoever could not be reached, who have a column of their own.',
    source: 'Whether something is solved says the caller to the hotline, and never the unit.',
    few: 'n is what a rate is of; under 10 it says “Few”, as one more or less changes much; of 0 there is “—”. Rates are rounded down: 100% is said of all alone.',
    units: 'By unit, and nobody is ranked; units stand in the order of the register.',
    district:
      'The district is all units together; how satisfied people are is the figure of the wall (3 months): of all tickets that were rated, also where another unit has it since, so its n may be a little more than the sum.',
  },
};
