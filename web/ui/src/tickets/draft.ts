import type { kinds, urgencies } from './tickets';

/** What somebody calls about, as it is known: from the directory's hit. */
export interface Target {
  row: string;
  name: string;
  street: string | null;
  /** 街道·社区. */
  where: string;
}

/** A call as it is being taken. */
export interface Call {
  /** Of the ticket that it becomes. */
  ticket: string;
  /** Milliseconds of the browser's clock. */
  begun: number;
  phone: string;
  name: string;
  caller: string | null;
  matter: string;
  target: Target | null;
  category: string;
  urgency: (typeof urgencies)[number];
  kind: (typeof kinds)[number];
  wish: string;
  call: string;
  recording: string;
  unit: string;
}

export const newCall = (ticket: string, begun: number): Call => ({
  ticket,
  begun,
  phone: '',
  name: '',
  caller: null,
  matter: '',
  target: null,
  category: '',
  urgency: 'ordinary',
  kind: 'complaint',
  wish: '',
  call: '',
  recording: '',
  unit: '',
});

/** Whether there is nothing in it that anybody would miss. */
export const isEmpty = ({ phone, name, matter, target, category, wish, call }: Call) =>
  !(phone || name || matter.trim() || target || category || wish || call);

/** A draft as it was kept, whatever older pages wrote; null: it is none. */
export function readCall(data: unknown, ticket: string, begun: number): Call | null {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return null;
  const blank = newCall(ticket, begun);
  const known = Object.entries(data).filter(([name, value]) => {
    if (!(name in blank)) return false;
    const of = blank[name as keyof Call];
    if (name === 'target') return value === null || typeof (value as Partial<Target>).row === 'string';
    return of === null ? value === null || typeof value === 'string' : typeof value === typeof of;
  });
  return { ...blank, ...Object.fromEntries(known) };
}

/** What the page is opened with: a call, as a telephone system knows it, or a ticket to look at. */
export interface Popped extends Pick<Call, 'call' | 'recording' | 'phone'> {
  ticket: string;
}

/** What stands in the address, behind its # where no server sees it, or in its query; null: nothing. */
export function poppedFrom(search: string, hash: string): Popped | null {
  const [query, behind] = [new URLSearchParams(search), new URLSearchParams(hash.replace(/^#/, ''))];
  const given = (name: string) => (query.get(name) ?? behind.get(name) ?? '').trim().slice(0, 500);
  const popped = {
    call: given('call'),
    recording: given('recording'),
    phone: given('phone').replace(/[\s-]/g, ''),
    ticket: given('ticket'),
  };
  return Object.values(popped).some(Boolean) ? popped : null;
}

/** A whole number of a mobile phone, or of a line with its area's code. */
export const isWholePhone = (phone: string) => /^(1\d{10}|0\d{9,11})$/.test(phone.replace(/[\s-]/g, ''));
