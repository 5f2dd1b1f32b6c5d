import { watch, type Ref } from 'vue';
import type { Fault } from '../http/request';
import { saidFault } from '../service-points/telling';
import type { Call } from './draft';

/** What a field may still want, and the key of the words for it. */
export type Lack = readonly [isLacking: boolean, field: string, key: string];

/**
 * What is wrong with the call in hand stands beside its field until that is answered or, where the server refused it,
 * changed. Another call begins with nothing wrong.
 */
export function useFaults(call: Ref<Call>, faults: Ref<Fault[]>, lacks: () => readonly Lack[], unit: () => string) {
  const lacking = () => lacks().flatMap(([is, field, key]) => (is ? [saidFault(field, key)] : []));
  const values = (): Record<string, string> => {
    const { matter, target, category, urgency, kind, wish, phone } = call.value;
    const to = unit();
    return { matter, about: target?.row ?? '', category, urgency, kind, wish, caller: phone, unit: to, unitLine: to };
  };

  watch(
    () => ({ values: values(), lacks: lacks() }),
    (now, { values: before }) => {
      const stands = ({ field, message }: Fault) => {
        const lack = now.lacks.find(([, of, key]) => of === field && key === message);
        const name = field.split('/')[0] ?? '';
        return lack ? lack[0] : now.values[name] === before[name];
      };
      const left = faults.value.filter(stands);
      if (left.length < faults.value.length) faults.value = left;
    },
    { flush: 'sync' },
  );
  watch(call, () => (faults.value = []), { flush: 'sync' });
  return { lacking };
}
