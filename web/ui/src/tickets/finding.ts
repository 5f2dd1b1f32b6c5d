import { findByPhone } from '../subjects/subjects';
import { isWholePhone } from './draft';
import { readAbout, readNumbered, readOfCaller, type Item } from './tickets';

/** What a ticket is looked for by. */
export type Wanted = { by: 'number'; number: string } | { by: 'phone'; phone: string } | { by: 'about'; row: string };

/** A whole phone number is one; anything else is a ticket's number, which the server judges. Null: nothing was typed. */
export function wantedOf(typed: string): Wanted | null {
  const text = typed.normalize('NFKC').trim().replace(/[–—]/g, '-');
  if (text === '') return null;
  if (isWholePhone(text)) return { by: 'phone', phone: text.replace(/[\s-]/g, '') };
  return { by: 'number', number: text.replace(/\s+/g, '') };
}

/** As many as somebody goes through. */
const most = 50;

/** The newest first. */
export const newestFirst = (items: readonly Item[]): Item[] =>
  [...items].sort((a, b) => Date.parse(b.ticket.received.at) - Date.parse(a.ticket.received.at));

/** By a phone nobody is put on record: who never called has no ticket. */
async function readOfPhone(phone: string): Promise<Item[]> {
  const callers = (await findByPhone(phone)).filter(({ kind }) => kind === 'caller');
  return (await Promise.all(callers.map(({ id }) => readOfCaller(id, most)))).flat();
}

export async function findTickets(wanted: Wanted): Promise<Item[]> {
  if (wanted.by === 'number') return newestFirst(await readNumbered(wanted.number));
  if (wanted.by === 'phone') return newestFirst(await readOfPhone(wanted.phone));
  return newestFirst(await readAbout(wanted.row));
}
