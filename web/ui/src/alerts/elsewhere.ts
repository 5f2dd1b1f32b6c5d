import type { Status } from '../walls/frame';
import type { Unit } from './alerts';

/** How one street stands at the same step. */
export interface Elsewhere {
  street: string;
  items: number;
  met: number;
  status: Extract<Status, 'behind' | 'onTrack' | 'nothingDue'>;
}

/** Units of the whole district by street, those that owe most first; communities are summed under theirs. */
export function elsewhereOf(units: readonly Unit[], step: string, today: string): Elsewhere[] {
  const streets = new Map<string, { items: number; met: number; due: string }>();
  for (const unit of units) {
    const found = unit.steps.find((one) => one.step === step);
    if (!found || found.items === 0) continue;
    const street = unit.place.kind === 'community' ? (unit.street ?? unit.place.name) : unit.place.name;
    const sum = streets.get(street) ?? { items: 0, met: 0, due: found.due };
    // What one unit has too much is nobody else's.
    streets.set(street, {
      items: sum.items + found.items,
      met: sum.met + Math.min(found.met, found.items),
      due: found.due,
    });
  }
  return [...streets]
    .map(([street, { items, met, due }]): Elsewhere => {
      const status = met >= items ? 'onTrack' : due < today ? 'behind' : 'nothingDue';
      return { street, items, met, status };
    })
    .sort((a, b) => b.items - b.met - (a.items - a.met) || a.street.localeCompare(b.street, 'zh-CN'));
}
