/** Still to be written after a last keystroke, and at the latest while somebody types on; in milliseconds. */
export const [rest, atMost, again] = [600, 1_500, 2_000];

const personal = new Set(['phone', 'name']);

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** The browser's own; null: it is forbidden. */
export function shelf(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** What is not yet on the server, by the draft's opaque id; a closed tab finds it again. Phone and name are never in it. */
export class LocalDrafts {
  private readonly prefix: string;

  constructor(
    private readonly shelf: Shelf | null,
    account: string,
    of = 'hotline',
  ) {
    this.prefix = `circle.${of}.${account}.`;
  }

  /** Whether it is kept. */
  keep(id: string, data: object): boolean {
    const rest = Object.fromEntries(Object.entries(data).filter(([field]) => !personal.has(field)));
    return this.attempt(() => this.shelf?.setItem(this.prefix + id, JSON.stringify(rest))) && this.shelf !== null;
  }

  drop(id: string): void {
    this.attempt(() => this.shelf?.removeItem(this.prefix + id));
  }

  all(): Map<string, unknown> {
    const found = new Map<string, unknown>();
    this.attempt(() => {
      for (let at = 0; at < (this.shelf?.length ?? 0); at++) {
        const key = this.shelf?.key(at) ?? '';
        if (!key.startsWith(this.prefix)) continue;
        this.attempt(() => found.set(key.slice(this.prefix.length), JSON.parse(this.shelf?.getItem(key) ?? 'null')));
      }
    });
    return found;
  }

  /** A browser may forbid it, or have no room: the server still has it. */
  private attempt(deed: () => void): boolean {
    try {
      deed();
      return true;
    } catch {
      return false;
    }
  }
}

/** Writes what stands, one write at a time: soon after the last change, and while changes go on at least every `atMost`. */
export class Writing {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private since: number | null = null;
  private isWriting = false;
  private isDirty = false;

  /** @param write Whether what stood when it was called is kept. */
  constructor(
    private readonly write: () => Promise<boolean>,
    private readonly now: () => number = Date.now,
  ) {}

  changed(): void {
    this.isDirty = true;
    this.since ??= this.now();
    if (!this.isWriting) this.plan(Math.min(rest, Math.max(0, this.since + atMost - this.now())));
  }

  /** What follows is another draft's. */
  stop(): void {
    clearTimeout(this.timer);
    [this.since, this.isDirty] = [null, false];
  }

  /** At once, and only then done; whether all of it is kept. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    return this.isDirty && !this.isWriting ? await this.run() : !this.isDirty;
  }

  private plan(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(), ms);
  }

  private async run(): Promise<boolean> {
    if (this.isWriting) return false;
    [this.isWriting, this.isDirty, this.since] = [true, false, null];
    const isKept = await this.write().catch(() => false);
    this.isWriting = false;
    if (!isKept) this.isDirty = true;
    if (this.isDirty) this.plan(isKept ? rest : again);
    return isKept;
  }
}
