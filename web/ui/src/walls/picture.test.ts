import { describe, expect, it } from 'vitest';
import type { Frame } from './frame';
import { Picture } from './picture';

const frame = (n: number, cells: Record<string, unknown>, changed: Partial<Frame> = {}): Frame => ({
  epoch: 1,
  n,
  full: false,
  place: 'district',
  asOf: '2013-11-12T06:32:05Z',
  today: '2013-11-12',
  mode: 'rehearsal',
  speed: 600,
  paused: false,
  phase: 'running',
  kept: false,
  coverage: { reporting: 1, of: 1, missing: [] },
  cells,
  ...changed,
});
const place = (id: string, owed: number) => ({ id, owed });

function begun(): Picture {
  const picture = new Picture();
  picture.merge(frame(5, { 'place/a': place('a', 1), 'place/b': place('b', 2) }, { full: true }));
  return picture;
}

const owed = (picture: Picture) => Object.fromEntries(picture.places.value.map((cell) => [cell.id, cell.owed]));

describe('a picture', () => {
  it('takes cells as absolute values', () => {
    const picture = begun();
    expect(picture.merge(frame(6, { 'place/b': place('b', 7) }))).toBe('applied');
    expect(picture.merge(frame(6, { 'place/b': place('b', 7) }))).toBe('applied');
    expect(owed(picture)).toEqual({ a: 1, b: 7 });
    expect(picture.seen).toEqual({ epoch: 1, n: 6 });
  });

  it('says nothing new of itself until a frame does', () => {
    const picture = begun();
    const about = picture.about.value;
    picture.merge(frame(6, { canary: { at: 1 } }));
    expect([picture.about.value, picture.seen?.n]).toEqual([about, 6]);
    expect(picture.about.value).toBe(about);
    picture.merge(frame(7, {}, { coverage: { reporting: 0, of: 1, missing: ['a'] } }));
    expect(picture.about.value?.coverage.missing).toEqual(['a']);
  });

  it('keeps its lists while a frame brings none of their cells, and makes them anew when one does', () => {
    const picture = begun();
    const [places, lines, rings] = [picture.places.value, picture.lines.value, picture.rings.value];
    picture.merge(frame(6, { canary: { at: 1 } }));
    picture.merge(frame(7, { canary: { at: 2 } }));
    expect(picture.places.value).toBe(places);
    expect(picture.lines.value).toBe(lines);
    expect(picture.rings.value).toBe(rings);
    picture.merge(frame(8, { 'place/b': place('b', 3) }));
    expect(picture.places.value).not.toBe(places);
    expect(owed(picture)).toEqual({ a: 1, b: 3 });
  });

  it('removes a cell that is null', () => {
    const picture = begun();
    picture.merge(frame(6, { 'place/a': null }));
    expect(owed(picture)).toEqual({ b: 2 });
  });

  it('drops with a full frame what the frame does not name', () => {
    const picture = begun();
    picture.merge(frame(9, { 'place/c': place('c', 3) }, { full: true }));
    expect(owed(picture)).toEqual({ c: 3 });
  });

  it('does not go back to an older frame of the same epoch', () => {
    const picture = begun();
    expect(picture.merge(frame(4, { 'place/a': place('a', 9) }))).toBe('old');
    expect(owed(picture)).toEqual({ a: 1, b: 2 });
  });

  it('starts anew with a full frame of another epoch, though its number is lower', () => {
    const picture = begun();
    expect(picture.merge(frame(1, { 'place/a': place('a', 4) }, { epoch: 2, full: true }))).toBe('applied');
    expect(owed(picture)).toEqual({ a: 4 });
    expect(picture.seen).toEqual({ epoch: 2, n: 1 });
  });

  it('asks for everything when another epoch sends only changes', () => {
    const picture = begun();
    expect(picture.merge(frame(6, { 'place/a': place('a', 4) }, { epoch: 2 }))).toBe('gap');
    expect(new Picture().merge(frame(6, {}))).toBe('gap');
    expect(owed(picture)).toEqual({ a: 1, b: 2 });
  });

  it('takes a heartbeat for news of the time alone', () => {
    const picture = begun();
    picture.merge(frame(5, {}, { asOf: '2013-11-12T06:34:00Z' }));
    expect(picture.about.value?.asOf).toBe('2013-11-12T06:34:00Z');
    expect(owed(picture)).toEqual({ a: 1, b: 2 });
  });
});
