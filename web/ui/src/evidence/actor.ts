type Say = (key: string, named?: Record<string, unknown>) => string;

/** Who acted, in words, where a rehearsal's people did; others as they are written: `kind:id`. */
export function actorWords(actor: string, t: Say): string {
  const [, role, which] =
    /^rehearsal:(driver|programme-office|inspector|lead|street|community)(?:-(.+))?$/.exec(actor) ?? [];
  if (role === undefined) return actor;
  const words = t(`evidence.actor.${role}`);
  return role === 'inspector' ? `${words} ${which}` : words;
}
