import type { Listed, Listing, Point, Rules } from './points';

/** Points for tests: a shop that is open and has just been found, but for what is said. */
export const listing = (more: Partial<Listing> = {}): Listing => ({
  name: '万家洗衣点',
  aliases: [],
  phones: [],
  services: [],
  ...more,
});

export function point(more: Partial<Point> = {}, office: Partial<NonNullable<Point['office']>> = {}): Point {
  return {
    id: 'p1',
    kind: 'laundry',
    line: 'living-circle',
    place: 'c1',
    listing: listing(),
    state: 'open',
    stateSince: '2013-10-01',
    listedAt: 1,
    verified: [],
    corrected: [],
    office: {
      isRegistered: true,
      reviews: [],
      registration: 'found',
      steps: [],
      record: { licences: [] },
      source: '',
      notedAt: 0,
      ...office,
    },
    ...more,
  };
}

export const listed = (of: Point, freshness: Listed['freshness'] = []): Listed => ({
  point: of,
  open: { opening: 'unknown', words: { zh: '营业时间未录入', en: 'Opening hours not recorded' } },
  freshness,
  hours: [],
});

const kind = (id: string, isRegistered: boolean) => ({
  id,
  name: id,
  englishName: id,
  line: 'living-circle',
  isRegistered,
});

export const rules: Rules = {
  kinds: [kind('laundry', true), kind('breakfast', true), kind('clinic', false)],
  sufficient: ['laundry', 'breakfast'],
  contactDays: 90,
  otherDays: 180,
  walkMetres: 800,
  oldWalkMetres: 500,
  checked: 30,
  spacing: [],
};
