import { describe, expect, it } from 'vitest';
import { plansZh } from './words.zh';
import {
  consequencesOf,
  limitOf,
  owedForSure,
  quotaOf,
  shapeOf,
  thousandths,
  wordOf,
  worstFirst,
  yuan,
} from './differences';
import { chosenFiles, placeOf } from './files';
import type { Change, LateStep, Proposal } from './plan';

const late = (turns: LateStep['turns'], items: number, reached: number) =>
  ({ turns, items, reached, label: `${turns}${items - reached}` }) as LateStep;

describe('a difference', () => {
  it('has a word for every field that the server compares', () => {
    for (const field of ['steps/due', 'steps/lead/person', 'measures/perFacility', 'subsidies/amountFen', 'passMark'])
      expect(plansZh.field).toHaveProperty(wordOf(field));
    expect(wordOf('steps/lead/name')).toBe('stepsLeadName');
    for (const field of [
      'alerts/ladder/street',
      'supervision/signDays',
      'hotline/categories/pace',
      'hotline/spikeFloor',
      'volunteering/lines',
      'volunteering/kinds/needsResident',
      'volunteering/crafts/standard',
      'volunteering/silentDays',
      'volunteering/allowance/since',
    ])
      expect(plansZh.field).toHaveProperty(wordOf(field));
    for (const urgency of ['ordinary', 'urgent', 'lifeSafety'])
      for (const clock of ['dispatch', 'sign', 'contact', 'atOnce', 'simple', 'ordinary', 'complex', 'callBack'])
        expect(plansZh.field).toHaveProperty(wordOf(`hotline/${urgency}/${clock}`));
  });

  it('is read in the shape that the document writes', () => {
    const shape = (kind: Change['kind'], field: string) => shapeOf({ kind, field });
    expect(shape('changed', 'steps/due')).toBe('day');
    expect(shape('added', 'steps')).toBe('day');
    expect(shape('added', 'subsidies')).toBe('fen');
    expect(shape('removed', 'steps/quotas')).toBe('quota');
    expect(shape('changed', 'name')).toBe('text');
    expect(shape('changed', 'volunteering/allowance/fenPerStreet')).toBe('fen');
    expect(shape('changed', 'hotline/lifeSafety/callBack')).toBe('limit');
    expect([shape('added', 'hotline/kinds'), shape('changed', 'hotline/kinds/pace')]).toEqual(['pace', 'pace']);
    expect(['work/7200', 'work/600', 'real/1440', 'real/30'].map((text) => Object.values(limitOf(text)))).toEqual([
      ['workdays', 5],
      ['workMinutes', 600],
      ['hours', 24],
      ['minutes', 30],
    ]);
    expect([thousandths('51600'), yuan('250')]).toEqual(['51.6', '2.5']);
    expect(quotaOf('shareOfCommunities/street/50')).toEqual({
      kind: 'shareOfCommunities',
      answers: 'street',
      number: 50,
    });
  });
});

describe('consequences', () => {
  it('name what is missed before what is behind, and the larger debt first', () => {
    const sorted = worstFirst([late('behind', 9, 9), late('behind', 9, 1), late('missed', 5, 4)]);
    expect(sorted.map((step) => step.label)).toEqual(['missed1', 'behind8', 'behind0']);
    expect(owedForSure(late('behind', 3, 9))).toBe(0);
  });

  it('count lines, lines whose targets change, and steps', () => {
    const proposal = {
      differences: { document: [], lines: [{ targets: { dues: [] } }, {}], leftOut: 0 },
      late: [late('missed', 5, 4), late('behind', 5, 6)],
    } as unknown as Proposal;
    expect(consequencesOf(proposal)).toEqual({ lines: 2, targets: 1, late: 1, maybe: 1 });
  });
});

describe('files', () => {
  it('keep the path that they had in a folder', () => {
    const inFolder = Object.assign(new File(['{}'], '22.json'), { webkitRelativePath: 'plan/lines/22.json' });
    expect(chosenFiles([inFolder, new File(['{}'], 'plan.json')]).map((file) => file.name)).toEqual([
      'plan/lines/22.json',
      'plan.json',
    ]);
  });

  it('say where a fault is', () => {
    expect(placeOf('lines/22.json:14')).toEqual({ file: 'lines/22.json', line: 14 });
    expect(placeOf('notes:1.docx')).toEqual({ file: 'notes:1.docx', line: null });
  });
});
