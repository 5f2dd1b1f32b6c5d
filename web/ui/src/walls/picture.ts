import { computed, shallowReactive, shallowRef } from 'vue';
import type { DirectoryCell } from './directory';
import type { Frame, Head, Headline, LineCell, PlaceCell, RingCell, Seen, TodayFacts, UpcomingDue } from './frame';
import type { Canary, TickerEntry } from './ticker';
import type { Trajectory } from './trajectory';
import type { TicketsCell } from './tickets';
import type { VolunteersCell } from './volunteers';

export type Merged = 'applied' | 'old' | 'gap';

/** What a frame says beside its cells. */
export type About = Omit<Frame, 'cells' | 'full' | 'n'>;

const told = ['epoch', 'place', 'asOf', 'today', 'mode', 'speed', 'paused', 'phase', 'kept'] as const;
const tellsSame = (a: About, b: About): boolean =>
  told.every((name) => a[name] === b[name]) &&
  a.coverage.reporting === b.coverage.reporting &&
  a.coverage.of === b.coverage.of &&
  a.coverage.missing.join() === b.coverage.missing.join();

/**
 * The screen's copy of a region's cells. Cells are absolute, so a repeated frame changes nothing and a
 * skipped one costs nothing.
 */
export class Picture {
  readonly about = shallowRef<About | null>(null);
  /** How many whole pictures came: after one of them nothing on the screen has to be kept in its place. */
  readonly whole = shallowRef(0);
  private position: Seen | null = null;
  private readonly cells = shallowReactive(new Map<string, unknown>());

  readonly head = computed(() => this.cell<Head>('head'));
  readonly headline = computed(() => this.cell<Headline>('headline'));
  readonly today = computed(() => this.cell<TodayFacts>('today'));
  readonly upcoming = computed(() => this.cell<UpcomingDue[]>('upcoming') ?? []);
  readonly directory = computed(() => this.cell<DirectoryCell>('directory'));
  readonly tickets = computed(() => this.cell<TicketsCell>('tickets'));
  readonly volunteers = computed(() => this.cell<VolunteersCell>('volunteers'));
  readonly places = computed<PlaceCell[]>((held) => unlessSame(held, this.group('place/')));
  /** In the document's order. */
  readonly lines = computed<LineCell[]>((held) =>
    unlessSame(
      held,
      this.group<LineCell>('line/').sort((a, b) => a.order - b.order),
    ),
  );
  readonly childKind = computed(() => (this.places.value[0]?.kind === 'community' ? 'community' : 'street'));
  /** Changes when rows may take a new order at once. */
  readonly settled = computed(() => `${this.about.value?.phase} ${this.about.value?.epoch}`);
  readonly rings = computed<RingCell[]>((held) => unlessSame(held, this.group('ring/')));
  /** What the region itself answers for, beside its children. */
  readonly own = computed(() => this.cell<PlaceCell>('own'));
  readonly ticker = computed(() => this.cell<TickerEntry[]>('ticker') ?? []);
  /** Business date; every frame says it and seldom another one. */
  readonly day = computed(() => this.about.value?.today ?? '');
  /** Names of the children that are not heard. */
  readonly missing = computed<string[]>((held) => unlessSame(held, this.about.value?.coverage.missing ?? []));
  readonly canary = computed(() => this.cell<Canary>('canary'));

  /** The position to go on from, or null when everything is to be sent. */
  get seen(): Seen | null {
    return this.position;
  }

  merge(frame: Frame): Merged {
    const seen = this.seen;
    const sameEpoch = seen?.epoch === frame.epoch;
    if (!frame.full && !sameEpoch) return 'gap';
    if (seen && sameEpoch && frame.n < seen.n) return 'old';

    if (frame.full) {
      this.whole.value++;
      for (const key of [...this.cells.keys()]) if (!(key in frame.cells)) this.cells.delete(key);
    }
    for (const [key, cell] of Object.entries(frame.cells)) {
      if (cell === null) this.cells.delete(key);
      else this.cells.set(key, cell);
    }
    this.position = { epoch: frame.epoch, n: frame.n };
    // A frame that says nothing new of itself draws no panel anew: on a wall that stands still there is one a second.
    if (!this.about.value || !tellsSame(this.about.value, frame)) this.about.value = frame;
    return 'applied';
  }

  place(id: string): PlaceCell | undefined {
    return this.cell<PlaceCell>(`place/${id}`);
  }

  line(id: string): LineCell | undefined {
    return this.cell<LineCell>(`line/${id}`);
  }

  trajectory(line: string): Trajectory | undefined {
    return this.cell<Trajectory>(`trajectory/${line}`);
  }

  private cell<T>(key: string): T | undefined {
    return this.cells.get(key) as T | undefined;
  }

  private group<T>(prefix: string): T[] {
    return [...this.cells].filter(([key]) => key.startsWith(prefix)).map(([, cell]) => cell as T);
  }
}

/** The list that was there, while it has the same cells: a canary a second must not draw every panel anew. */
const unlessSame = <T>(held: T[] | undefined, now: T[]): T[] =>
  held?.length === now.length && held.every((cell, i) => cell === now[i]) ? held : now;
