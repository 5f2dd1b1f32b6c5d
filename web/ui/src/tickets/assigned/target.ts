import type { Ticket } from '../tickets';

/** Where that is which it is about: its own page, and of what its name is read. */
export function targetOf({ about }: Pick<Ticket, 'about'>): { kind: string; id: string; to: string | null } {
  const at = about.row.indexOf(':');
  const [kind, id] = [about.row.slice(0, at), about.row.slice(at + 1)];
  const path = (name: string) => encodeURIComponent(name);
  if (kind === 'point') return { kind, id, to: `/service-points/${path(id)}` };
  if (kind === 'facility' && about.line) return { kind, id, to: `/targets/${path(about.place)}/${path(about.line)}` };
  return { kind, id, to: kind === 'place' ? `/wall/${path(id)}` : null };
}
