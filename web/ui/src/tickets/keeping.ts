import { draftPrefix, sealOf, type DraftKind, type Seal } from './sealing';

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

/**
 * What is not yet on the server, by the draft's opaque id; a closed tab finds it again. Encrypted, and phone and name are
 * never in it. Where the browser cannot encrypt it keeps nothing.
 */
export class LocalDrafts {
  private readonly prefix: string;
  /** What is still to be written; null: to be removed. */
  private readonly waiting = new Map<string, string | null>();
  private working: Promise<void> | null = null;

  constructor(
    private readonly shelf: Shelf | null,
    account: string,
    private readonly seal: Promise<Seal | null> = sealOf(account),
    of: DraftKind = 'hotline',
  ) {
    this.prefix = draftPrefix(account, of);
  }

  keep(id: string, data: object): void {
    const bare = Object.fromEntries(Object.entries(data).filter(([field]) => !personal.has(field)));
    this.plan(id, JSON.stringify(bare));
  }

  drop(id: string): void {
    this.attempt(() => this.shelf?.removeItem(this.prefix + id));
    // What is being encrypted at this moment does not come after it.
    this.plan(id, null);
  }

  async all(): Promise<Map<string, unknown>> {
    const found = new Map<string, unknown>();
    const seal = await this.seal;
    for (const key of this.keys()) {
      const kept = this.shelf?.getItem(key) ?? '';
      const text = (await seal?.open(kept, key)) ?? null;
      this.attempt(() => text !== null && found.set(key.slice(this.prefix.length), JSON.parse(text)));
      // Of another key, or of the time before there was one: nobody reads it any more.
      if (text === null && (seal || kept.startsWith('{'))) this.attempt(() => this.shelf?.removeItem(key));
    }
    return found;
  }

  /** Once all that was asked for is done: a browser may have no room for it. */
  async has(id: string): Promise<boolean> {
    await this.settled();
    return this.keys().includes(this.prefix + id);
  }

  /** Once all that was asked for is done. */
  async settled(): Promise<void> {
    while (this.working) await this.working;
  }

  private plan(id: string, text: string | null): void {
    this.waiting.set(id, text);
    this.working ??= this.work().finally(() => (this.working = null));
  }

  /** One after the other, of each draft the last alone. */
  private async work(): Promise<void> {
    const seal = await this.seal;
    for (let next = this.next(); next; next = this.next()) {
      const [id, text] = next;
      const key = this.prefix + id;
      const sealed = text === null ? null : await seal?.close(text, key).catch(() => null);
      if (this.waiting.has(id)) continue;
      if (text === null) this.attempt(() => this.shelf?.removeItem(key));
      else if (sealed) this.attempt(() => this.shelf?.setItem(key, sealed));
    }
  }

  private next(): [string, string | null] | null {
    for (const one of this.waiting) {
      this.waiting.delete(one[0]);
      return one;
    }
    return null;
  }

  private keys(): string[] {
    const found: string[] = [];
    this.attempt(() => {
      for (let at = 0; at < (this.shelf?.length ?? 0); at++) found.push(this.shelf?.key(at) ?? '');
    });
    return found.filter((key) => key.startsWith(this.prefix));
  }

  /** A browser may forbid it, or have no room: the server still has it. */
  private attempt(deed: () => void): void {
    try {
      deed();
    } catch {
      // Nothing to be done here.
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
