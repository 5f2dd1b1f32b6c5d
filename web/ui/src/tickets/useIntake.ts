import { computed, shallowRef } from 'vue';
import type { Desk } from '../alerts/desk';
import { saidFault, faultOf, useTelling } from '../service-points/telling';
import type { SearchHit } from '../search/search';
import { isEmpty, isWholePhone, type Target } from './draft';
import { presetOf, unitOf } from './routing';
import { receive, rowOf, type TicketBody } from './tickets';
import { useCaller } from './useCaller';
import { useAnswer } from './useAnswer';
import { useCalls } from './useCalls';
import { useFaults, type Lack } from './useFaults';
import { useLimits } from './useLimits';
import { useSimilar } from './useSimilar';
import { useTargetCard } from './useTargetCard';

/** 提交并派单, 只登记, 当场答复. */
export type Way = 'dispatch' | 'register' | 'atOnce';

export const targetOf = (hit: SearchHit): Target | null => {
  const row = rowOf(hit);
  if (row === null) return null;
  return { row, name: hit.name, street: hit.street ?? null, where: hit.placeNames.join('·') };
};

/** A call as it is taken: everything that its form shows while it is written, and what comes of it. */
export function useIntake(account: string, desk: () => Desk) {
  const calls = useCalls(account);
  const { call } = calls;
  const who = useCaller(call);
  const telling = useTelling();

  /** The row of the search that Enter would choose already counts. */
  const considered = shallowRef<Target | null>(null);
  const target = computed(() => considered.value ?? call.value.target);
  const { card, failed: cardFailed } = useTargetCard(
    computed(() => target.value?.row ?? null),
    computed(() => desk().today),
  );
  const line = computed(() => card.value?.point?.point.line ?? card.value?.facility?.line ?? null);

  const unit = computed(() => {
    return call.value.unit || presetOf(call.value.kind, target.value?.street ?? null, line.value, desk());
  });

  const limits = useLimits(() => call.value);
  const rules = computed(() => limits.value.value?.rules ?? null);
  const similar = useSimilar(
    () => ({
      ...(target.value ? { about: target.value.row } : {}),
      ...(call.value.caller ? { caller: call.value.caller } : {}),
      ...(call.value.category ? { category: call.value.category } : {}),
      ...(call.value.matter.trim() ? { matter: call.value.matter.trim() } : {}),
    }),
    () => null,
  );

  const answer = useAnswer(call);
  /** What the page sees by itself, in the order of the form. */
  function lacks(): Lack[] {
    const { matter, target: chosen, category, phone } = call.value;
    return [
      [who.state.value === 'partial' && !isWholePhone(phone), 'caller', 'tickets.call.notWhole'],
      [!matter.trim(), 'matter', 'tickets.form.noMatter'],
      [!chosen, 'about', 'tickets.form.noTarget'],
      [!category, 'category', 'tickets.form.noCategory'],
      [!unit.value, 'unit', 'tickets.form.noUnit'],
      [!answer.value.trim(), 'answer', 'tickets.form.noAnswer'],
    ];
  }
  const { lacking } = useFaults(call, telling.faults, lacks, () => unit.value);
  /** Who it goes to is asked where it goes on, an answer where one is given. */
  const wants = (way: Way, field: string) =>
    field === 'unit' ? way === 'dispatch' : field !== 'answer' || way === 'atOnce';

  function bodyOf(way: Way): TicketBody {
    const { ticket, kind, category, urgency, matter, target: chosen, wish, caller, call: id, recording } = call.value;
    const to = way === 'dispatch' ? unitOf(unit.value, desk().district) : null;
    return {
      id: ticket,
      kind,
      category,
      urgency,
      source: 'phone',
      about: chosen?.row ?? '',
      matter: matter.trim(),
      ...(wish.trim() ? { wish: wish.trim() } : {}),
      ...(caller ? { caller } : {}),
      ...(id ? { call: id } : {}),
      ...(recording ? { recording } : {}),
      ...(to ?? {}),
      ...(way === 'atOnce' ? { answer: answer.value.trim() } : {}),
    };
  }

  /** The id of the ticket that was received; null: it was not. */
  async function send(way: Way): Promise<string | null> {
    const of = call.value;
    const found = lacking().filter(({ field }) => wants(way, field));
    const isDone = await telling.run(async () => {
      // Whoever is quicker than the record waits for it: nobody could call them back.
      if (!call.value.caller && !(await who.record())) throw new Error('caller');
      await receive(bodyOf(way));
    }, found);
    if (!isDone) {
      const { why } = who;
      // Whoever has gone on to another call meanwhile is not told of it there.
      if (call.value !== of) telling.faults.value = [];
      else if (who.state.value === 'failed')
        telling.faults.value = [
          why.value ? faultOf('caller', why.value) : saidFault('caller', 'tickets.call.notRecorded'),
        ];
      return null;
    }
    void calls.drop(of);
    return of.ticket;
  }

  return {
    ...calls,
    ...telling,
    who,
    considered,
    target,
    card,
    cardFailed,
    line,
    unit,
    answer,
    limits,
    rules,
    similar,
    send,
    isEmpty: computed(() => isEmpty(call.value)),
  };
}

export type Intake = ReturnType<typeof useIntake>;
