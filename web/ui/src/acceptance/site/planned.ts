import { readSession } from '../../accounts/session';
import type { AcceptanceView } from '../../http/api';
import { Problem, read, readOrNone, Unreachable } from '../../http/request';
import { keep, kept } from '../../outbox/kept';
import { forgetWho, whoKey } from '../../outbox/who';
import { readInForce } from '../../plans/plan';
import { readPlaces } from '../../screens/screens';

/** An inspection of mine with all that its form needs without a network. */
export interface Planned {
  view: AcceptanceView;
  place: string;
  street: string;
  line: string;
  /** Day of the inspection; null: none is planned any more. */
  on: string | null;
}

export interface PlannedList {
  account: string;
  /** What colleagues call whoever inspects. */
  name: string;
  items: Planned[];
  /** Business time less the device's when it was read: a rehearsal lives in another year. */
  ahead: number;
  at: number;
}

/** Of the acceptances that wait for somebody; more than one person inspects in a season. */
const most = 200;
const listKey = (account: string) => `inspections/of/${account}`;

/** Null: nobody is signed in. Each answer is kept for when there is no network. */
export async function readPlanned(): Promise<PlannedList | null> {
  const { account, displayName } = await readSession();
  if (account === undefined || account === null) {
    await forgetWho();
    return null;
  }
  const query = { mine: 'true', waits: 'inspect', limit: most } as const;
  const [{ items }, places, plan, { now }] = await Promise.all([
    read('/api/v1/inspections', { query }),
    readPlaces(),
    readInForce(),
    read('/api/v1/rehearsal'),
  ]);
  const views = await Promise.all(items.map(({ facility }) => readView(facility)));
  const list: PlannedList = {
    account,
    name: displayName ?? '',
    ahead: Date.parse(now) - Date.now(),
    at: Date.now(),
    items: views
      .filter((view) => view !== null)
      .map((view): Planned => {
        const place = places.find(({ id }) => id === view.place);
        return {
          view,
          place: place?.name ?? '',
          street: places.find(({ id }) => id === place?.parent)?.name ?? '',
          line: plan?.lines.find(({ id }) => id === view.line)?.name ?? '',
          on: view.rounds.at(-1)?.inspection?.on ?? null,
        };
      })
      .sort(
        (one, other) => (one.on ?? '').localeCompare(other.on ?? '') || one.view.name.localeCompare(other.view.name),
      ),
  };
  // Of two accounts nothing is put together.
  if ((await readSession()).account !== account) throw new Unreachable('another account');
  // Without room the page works all the same as long as there is a network.
  await Promise.all([keep(whoKey, account, null), keep(listKey(account), list, account)]).catch(() => undefined);
  return list;
}

export const readView = (id: string) => readOrNone('/api/v1/facilities/{id}/acceptance', { path: { id } });

/** Milliseconds for which the server may say who is signed in; then the device says who used it last. */
const patience = 3_000;

/** As it was read last on this device by whoever is signed in; null: nothing is kept for them. */
export async function readied(): Promise<PlannedList | null> {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), patience));
  const said = navigator.onLine ? await Promise.race([readSession().catch(() => null), late]) : null;
  const account = said ? said.account : (await kept<string>(whoKey))?.value;
  return account ? keptFor(account) : null;
}

const keptFor = async (account: string) => (await kept<PlannedList>(listKey(account)))?.value ?? null;

/** Puts a newer view in its place in what is kept for an account. */
export async function keepView(account: string, view: AcceptanceView): Promise<void> {
  const list = await keptFor(account);
  if (!list) return;
  const items = list.items.map((one) => (one.view.facility === view.facility ? { ...one, view } : one));
  await keep(listKey(account), { ...list, items }, account);
}

/** Whether it is said that this is not for whoever asks. */
export const isBarred = (error: unknown) => error instanceof Problem && error.status === 403;
