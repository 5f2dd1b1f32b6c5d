import { computed } from 'vue';
import { useLanguage } from '../languages/language';
import { sizeOf } from '../outbox/banner';
import { businessDate, dayInYear } from '../time/dates';
import { minutesOf } from './draft';
import { hoursOf } from './times';
import type { useLog } from './useLog';

/** What the page of an activity says of it. */
export function useLogWords({ readied, team, draft, faults, now }: ReturnType<typeof useLog>) {
  const { t, locale } = useLanguage();

  const today = computed(() => (readied.value ? businessDate(now()) : ''));
  const day = computed(() => {
    if (!draft.value) return '';
    const date = dayInYear(draft.value.span.day, today.value, locale.value);
    return draft.value.span.day === today.value ? t('volunteering.page.today', { date }) : date;
  });
  const minutes = (who: string) => (draft.value ? minutesOf(draft.value, who) : 0);
  const sum = computed(() => {
    const people = Object.keys(draft.value?.people ?? {});
    const hours = hoursOf(people.reduce((all, who) => all + minutes(who), 0));
    return t('volunteering.page.sum', { n: people.length, hours });
  });
  /** Also those who have left the team since. */
  const members = computed(() => {
    const known = team.value?.members ?? [];
    const others = Object.keys(draft.value?.people ?? {}).filter((who) => !known.some((one) => one.who === who));
    return [...known, ...others.map((who) => ({ who, name: who.slice(0, 6) }))];
  });
  const kinds = computed(() =>
    (team.value?.kinds ?? []).map((one) => ({
      value: one.id,
      word: locale.value === 'en' ? one.englishName : one.name,
    })),
  );
  const photoSum = computed(() => {
    const photos = draft.value?.photos ?? [];
    const size = photos.reduce((all, photo) => all + photo.size, 0);
    return photos.length > 0 ? t('volunteering.page.photoSum', { n: photos.length, size: sizeOf(size) }) : '';
  });
  const placeName = computed(() => team.value?.places.find((one) => one.id === draft.value?.place)?.name ?? '');

  const faultOf = (field: string) => {
    const fault = faults.value.find((one) => one.field === field);
    const n = fault?.word === 'long' ? team.value?.mostHours : team.value?.mostDaysLate;
    return fault ? t(`volunteering.fault.${fault.word}`, { n: n ?? 0 }) : null;
  };

  return { today, day, minutes, sum, members, kinds, photoSum, placeName, faultOf };
}
