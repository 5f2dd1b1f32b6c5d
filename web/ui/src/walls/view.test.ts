import { describe, expect, it } from 'vitest';
import { chooseView, linesNeeded } from './view';

const panel = { width: 1920, height: 1080 };
const at = (diagonal: string, distance: string) => chooseView({ diagonal, distance }, panel);

describe('the view of a screen', () => {
  it.each([
    ['98', '4', 'near'],
    ['55', '2', 'near'],
    ['55', '4', 'far'],
    ['75', '4', 'far'],
    ['75', '3', 'near'],
  ])('of %s inches at %s metres is %s', (diagonal, distance, view) => {
    expect(at(diagonal, distance)).toBe(view);
  });

  it('needs as many lines as the rules of the field say', () => {
    expect(linesNeeded(55, 4)).toBeCloseTo(29.4, 1);
    expect(linesNeeded(75, 4)).toBeCloseTo(21.5, 1);
    expect(linesNeeded(98, 4)).toBeCloseTo(16.5, 1);
  });

  it('is the one that is asked for, whatever the distance', () => {
    expect(chooseView({ view: 'near', diagonal: '55', distance: '4' }, panel)).toBe('near');
    expect(chooseView({ view: 'far' }, panel)).toBe('far');
  });

  it('is near without a word, with half of one, or with nonsense', () => {
    for (const query of [{}, { diagonal: '55' }, { diagonal: '0', distance: '4' }, { diagonal: 'x', distance: '4' }])
      expect(chooseView(query, panel)).toBe('near');
    expect(chooseView({ view: 'sideways' }, panel)).toBe('near');
    expect(chooseView({ view: ['far', 'near'] }, panel)).toBe('near');
  });

  it('is the phone’s in a hand, whatever is asked', () => {
    expect(chooseView({ view: 'far' }, { width: 390, height: 844 })).toBe('phone');
    expect(chooseView({ view: 'near' }, { width: 844, height: 390 })).toBe('phone');
    expect(chooseView({}, { width: 700, height: 900 })).toBe('near');
  });
});
