import { onScopeDispose, shallowRef, watch } from 'vue';
import { readOrNone } from '../../http/request';

type Target = { kind: string; id: string } | null;

/** Of a facility or a service point; null: a place, or it is not known. */
export async function nameOf({ kind, id }: NonNullable<Target>): Promise<string | null> {
  if (kind === 'point')
    return (await readOrNone('/api/v1/service-points/{id}', { path: { id } }))?.point.listing.name ?? null;
  if (kind === 'facility') return (await readOrNone('/api/v1/facilities/{id}', { path: { id } }))?.name ?? null;
  return null;
}

/** The name of the facility or point that a ticket is about; null: not known, or it is a place. A failure leaves it out. */
export function useTargetName(target: () => Target) {
  const name = shallowRef<string | null>(null);
  let isOver = false;
  onScopeDispose(() => (isOver = true));
  watch(
    () => JSON.stringify(target()),
    async (asked) => {
      name.value = null;
      const of = target();
      const found = of && (await nameOf(of).catch(() => null));
      if (!isOver && asked === JSON.stringify(target())) name.value = found;
    },
    { immediate: true },
  );
  return name;
}
