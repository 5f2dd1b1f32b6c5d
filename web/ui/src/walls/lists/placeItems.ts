import { computed, type ComputedRef, type ShallowRef } from 'vue';
import { evidenceAddress } from '../../evidence/address';
import type { Item } from '../../evidence/evidence';
import { read } from '../../http/request';
import { useLanguage } from '../../languages/language';
import { dayInYear, daysAfter } from '../../time/dates';
import { browserClock } from '../clock';
import { lineName } from '../lineName';
import type { Picture } from '../picture';
import { useItems } from './items';
import type { ListRow } from './listRow';

export type ListedFigure = 'owed' | 'due' | 'returned';

/** Days that "this week" has, with today. */
const days = 7;
/** As many as any wall has room for. */
const most = '12';

/** What stands behind one figure of a place, by name: the same list as on the page that the figure leads to. */
export function usePlaceItems(
  picture: Picture,
  place: string,
  figure: ListedFigure,
): { rows: ComputedRef<ListRow[] | null>; total: ComputedRef<number | null>; failing: ShallowRef<number | null> } {
  const { t, locale } = useLanguage();

  const query = computed(() => {
    if (figure !== 'due') return { figure };
    return { figure, from: picture.day.value, to: daysAfter(picture.day.value, days - 1) };
  });
  const words = computed(() => new URLSearchParams({ place, ...query.value, limit: most }).toString());
  const moved = computed(() => [picture.headline.value, picture.day.value, picture.ticker.value, picture.head.value]);
  const { items, failing } = useItems(
    words,
    moved,
    (asked) => read('/api/v1/evidence/facilities', { query: new URLSearchParams(asked) }),
    browserClock,
  );

  const rows = computed(() => items.value && items.value.items.map(rowOf));

  function rowOf(item: Item): ListRow {
    const line = picture.line(item.line);
    const short = line ? lineName(line, locale.value) : item.lineName;
    // A debt stands where its unit does, as in the matrix, wherever the facility is.
    const own = item.unit.id === place;
    const at = own && item.place.id !== place ? (picture.place(item.place.id)?.shortName ?? item.place.name) : '';
    const where = own ? t('near.own') : (picture.place(item.unit.id)?.shortName ?? item.unit.name);
    const name =
      item.id === null
        ? t('near.unregistered', { line: short, n: item.count })
        : [short, at].filter(Boolean).join(' · ');
    return {
      key: `${item.id ?? item.unit.id}/${item.line}/${item.step?.id}`,
      ...(picture.places.value.length > 0 ? { place: where } : {}),
      name,
      lang: locale.value,
      to: evidenceAddress(item.unit.id, {
        line: item.line,
        figure,
        ...(item.id === null ? {} : { facility: item.id }),
      }),
      title: [item.name, item.place.name, item.step?.label, item.reason].filter(Boolean).join(' · '),
      ...standing(item),
    };
  }

  /** The mark, and what is said at the right: how long ago, by when, and who answers. */
  function standing(item: Item): Pick<ListRow, 'status' | 'when' | 'red' | 'who'> {
    if (figure === 'owed')
      return {
        status: picture.line(item.line)?.status === 'missed' ? 'missed' : 'behind',
        when: t('near.dayCount', { n: item.daysOverdue }),
        red: true,
        who: item.lead.person ?? t('tasks.unnamed'),
      };
    const date = figure === 'due' ? item.step?.due : item.until;
    if (date === undefined) return { when: t('near.noDate') };
    const day = dayInYear(date, picture.day.value, locale.value);
    if (figure === 'due')
      return { ...(picture.line(item.line)?.status === 'atRisk' ? { status: 'atRisk' } : {}), when: day };
    return { when: t(date < picture.day.value ? 'near.untilPassed' : 'near.until', { date: day }) };
  }

  return { rows, total: computed(() => items.value?.total ?? null), failing };
}
