import { computed, reactive, watch, type Ref } from 'vue';
import type { LocationQuery } from 'vue-router';
import type { Desk } from '../alerts/desk';
import { daysAfter } from '../time/dates';
import { newId, type Draft } from './supervisions';

/** What an order is about as its address says it: a red figure's place, line and step, or an alert. */
export function draftOf(query: LocationQuery): Draft {
  const given = (name: string) => (typeof query[name] === 'string' ? query[name].trim() : '');
  return {
    place: given('place'),
    line: given('line'),
    step: given('step'),
    alert: given('alert'),
    matter: given('matter').slice(0, 200),
    unit: '',
    unitLine: '',
    person: '',
    deadline: '',
    instruction: '',
  };
}

/** An order that is being written; what the desk knows fills in what was left open, and what it does not know is left out. */
export function useDraft(query: LocationQuery, desk: Ref<Desk | null>, lineWord: (id: string) => string) {
  const draft = reactive(draftOf(query));
  const units = computed(() => desk.value?.places.filter(({ kind }) => kind !== 'district') ?? []);
  const line = computed(() => desk.value?.lines.find((one) => one.id === draft.line) ?? null);
  const step = computed(() => line.value?.steps.find((one) => one.id === draft.step) ?? null);

  watch(desk, (known) => {
    if (!known) return;
    if (!known.places.some(({ id }) => id === draft.place)) draft.place = known.district ?? '';
    if (!line.value) draft.line = '';
    if (!step.value) draft.step = '';
    draft.deadline ||= daysAfter(known.today, 7);
    // Of the district's own debt the lead unit answers.
    if (draft.place === known.district && draft.line) draft.unitLine = draft.line;
    else draft.unit ||= units.value.some(({ id }) => id === draft.place) ? draft.place : '';
    if (!draft.matter && line.value)
      draft.matter = [lineWord(line.value.id), step.value?.label].filter(Boolean).join(' ');
  });
  watch(
    () => draft.line,
    (now) => {
      if (draft.unitLine) draft.unitLine = now;
    },
  );
  return { id: newId(), draft, units, line };
}
