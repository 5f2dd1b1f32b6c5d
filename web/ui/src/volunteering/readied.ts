import { readSession } from '../accounts/session';
import { read, Unreachable } from '../http/request';
import { keep, kept } from '../outbox/kept';
import { forgetWho, whoKey } from '../outbox/who';
import { readTeam, readTeams, type TeamShown } from './api';

/** All that the pages of a volunteer need without a network. */
export interface Readied {
  account: string;
  name: string;
  teams: TeamShown[];
  /** Business time less the device's when it was read, in milliseconds. */
  ahead: number;
  /** In a rehearsal time runs fast: no clock is judged by it. */
  isRehearsal: boolean;
  at: number;
}

const keyOf = (account: string) => `volunteering/teams/${account}`;

/** Null: nobody is signed in. What is answered is kept for when there is no network. */
export async function readReadied(): Promise<Readied | null> {
  const { account, displayName } = await readSession();
  if (account === undefined || account === null) {
    await forgetWho();
    return null;
  }
  const [items, { now, mode }] = await Promise.all([readTeams(), read('/api/v1/rehearsal')]);
  const at = Date.now();
  const readied: Readied = {
    account,
    name: displayName ?? '',
    teams: await Promise.all(items.map(({ team }) => readTeam(team))),
    ahead: Date.parse(now) - at,
    isRehearsal: mode === 'rehearsal',
    at,
  };
  // Of two accounts nothing is put together.
  if ((await readSession()).account !== account) throw new Unreachable('another account');
  // Without room the page works all the same as long as there is a network.
  await Promise.all([keep(whoKey, account, null), keep(keyOf(account), readied, account)]).catch(() => undefined);
  return readied;
}

/** Milliseconds for which the server may say who is signed in; then the device says who used it last. */
const patience = 3_000;

/** As it was read last on this device by whoever is signed in; null: nothing is kept for them. */
export async function recalled(): Promise<Readied | null> {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), patience));
  const said = navigator.onLine ? await Promise.race([readSession().catch(() => null), late]) : null;
  const account = said ? said.account : (await kept<string>(whoKey))?.value;
  return account ? ((await kept<Readied>(keyOf(account)))?.value ?? null) : null;
}
