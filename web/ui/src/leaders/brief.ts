import type { Listed } from '../alerts/alerts';
import { byWorst } from '../alerts/grouping';
import { isLate, type Order } from '../supervisions/supervisions';
import { daysAfter } from '../time/dates';
import { rungs } from '../alerts/alerts';
import type { PlaceCell, UpcomingDue } from '../walls/frame';
import { isRed } from '../walls/standing';
import type { District } from './district';
import { isRedAlert } from './needs';

/** One page of a morning: what changed since the beginning of the day before, and what comes. */
export interface Brief {
  /** Since when, a business day's beginning. */
  since: string;
  /** Raised since then and red. */
  slipped: Listed[];
  /** Over since then. */
  met: Listed[];
  /** Promised since then. */
  promised: Listed[];
  /** Promises that did not hold, and none since. */
  lapsed: Listed[];
  /** Promises that end by the day after tomorrow. */
  ending: Listed[];
  /** Orders whose next step is late. */
  late: Order[];
}

/** Days ahead that a promise is told before it ends. */
const soon = 2;

/** What is a slip of the plan: work that waits is for desks. */
const isSlip = ({ alert }: Listed) => alert.facts.level !== 'notice';

export function briefOf({ now, today, open: allOpen, over: allOver, orders }: District): Brief {
  const [open, over] = [allOpen.filter(isSlip), allOver.filter(isSlip)];
  const since = daysAfter(today, -1);
  const from = Date.parse(`${since}T00:00:00+08:00`);
  const isSince = (at: string | undefined) => at !== undefined && Date.parse(at) >= from;
  const worst = (all: Listed[]) => all.sort(byWorst);
  return {
    since,
    slipped: worst(open.filter((one) => isRedAlert(one.alert) && isSince(one.alert.raisedAt))),
    met: over.filter(({ alert }) => isSince(alert.ended?.endedAt) && alert.ended?.reason === undefined),
    promised: worst(open.filter(({ alert }) => isSince(alert.promise?.since))),
    lapsed: worst(open.filter(({ alert }) => alert.lapses > 0 && !alert.promise && !alert.settlesAt)),
    ending: worst(
      open.filter(({ alert }) => alert.promise && !alert.settlesAt && alert.promise.on <= daysAfter(today, soon)),
    ),
    late: orders
      .filter((order) => isLate(order, now))
      .sort((a, b) => height(b) - height(a) || a.order.deadline.localeCompare(b.order.deadline)),
  };
}

/** How high the news of an order's lateness has gone. */
const height = ({ wait }: Order) => Math.max(-1, ...(wait?.fired ?? []).map(({ rung }) => rungs.indexOf(rung)));

/** Streets that owe most, in the wall's own order; equals share a rank. */
export const worstStreets = (places: readonly PlaceCell[], most: number): PlaceCell[] =>
  places
    .filter(({ status }) => isRed(status))
    .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity))
    .slice(0, most);

/** Dates within a week from today. */
export const thisWeek = (upcoming: readonly UpcomingDue[]): UpcomingDue[] => upcoming.filter(({ days }) => days <= 7);
