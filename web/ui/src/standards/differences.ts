import type { Checklist, Item } from './standards';

export type Change =
  | { what: 'added' | 'removed'; item: Item }
  | { what: 'changed'; item: Item; before: Item }
  | { what: 'passMark'; before: number | null; now: number | null }
  | { what: 'survey' };

const parts = ['kind', 'text', 'weight', 'required', 'bound', 'unit', 'source'] as const;
const isSame = (a: Item, b: Item) => parts.every((part) => a[part] === b[part]);

/** What one version changed over another: item by item, then the pass mark and the survey. */
export function differences(before: Checklist, now: Checklist): Change[] {
  const old = new Map(before.items.map((item) => [item.id, item]));
  const kept = new Set(now.items.map(({ id }) => id));
  const changes: Change[] = now.items.flatMap((item): Change[] => {
    const was = old.get(item.id);
    if (!was) return [{ what: 'added', item }];
    return isSame(was, item) ? [] : [{ what: 'changed', item, before: was }];
  });
  for (const item of before.items) if (!kept.has(item.id)) changes.push({ what: 'removed', item });
  if (before.passMark !== now.passMark)
    changes.push({ what: 'passMark', before: before.passMark ?? null, now: now.passMark ?? null });
  if (JSON.stringify(before.survey) !== JSON.stringify(now.survey)) changes.push({ what: 'survey' });
  return changes;
}
